package io.medicaledu.benchmarks;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** How far sagas, projections and notices are behind the events, as {@code GET /api/projections} tells. */
final class Backlog {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Duration UNMOVED = Duration.ofMillis(700);
    private static final int PAUSE_MILLIS = 50;

    private final Http http;
    private final String admin;

    Backlog(Http http) throws Exception {
        this.http = http;
        this.admin = http.logInAsAdmin();
    }

    /**
     * One look.
     *
     * @param head position of the newest event
     * @param lag events that the slowest processor has still before it
     */
    private record Look(long head, long lag) {}

    /** Events that the slowest processor has still before it. */
    long lag() throws Exception {
        return look().lag();
    }

    /**
     * Waits until nothing is behind and nothing new happens, i.e. sagas, provider calls and webhooks have come to rest as
     * well.
     *
     * @return how long it took until the last event was handled
     */
    Duration awaitNone() throws Exception {
        long begin = System.nanoTime();
        long restingSince = begin;
        Look last = look();
        while (last.lag() > 0 || System.nanoTime() - restingSince < UNMOVED.toNanos()) {
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
            Look now = look();
            if (now.lag() > 0 || now.head() != last.head()) {
                restingSince = System.nanoTime();
            }
            last = now;
        }
        return Duration.ofNanos(restingSince - begin);
    }

    private Look look() throws Exception {
        long head = 0;
        long lag = 0;
        for (JsonNode processor :
                JSON.readTree(http.get(admin, "/api/projections").body()).path("items")) {
            head = Math.max(head, processor.path("head").asLong());
            lag = Math.max(lag, processor.path("lag").asLong());
        }
        return new Look(head, lag);
    }
}
