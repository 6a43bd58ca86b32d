package io.medicaledu.benchmarks;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/** Loads the platform, waits until nothing is left of the load, and counts what all of it has cost. */
final class PlatformLoads {

    /** After which each server process has written down what it has done. */
    static final int STATISTICS_SECONDS = 11;

    private static final int IDLE_SECONDS = 20;

    private final PlatformProcess platform;
    private final Backlog backlog;
    private final Counts idlePerSecond;

    private PlatformLoads(PlatformProcess platform, Backlog backlog, Counts idlePerSecond) {
        this.platform = platform;
        this.backlog = backlog;
        this.idlePerSecond = idlePerSecond;
    }

    /** Measures first what the platform does when nobody asks for anything. */
    static PlatformLoads afterIdling(PlatformProcess platform, Backlog backlog) throws Exception {
        backlog.awaitNone();
        TimeUnit.SECONDS.sleep(STATISTICS_SECONDS);
        Counts before = platform.counts();
        TimeUnit.SECONDS.sleep(IDLE_SECONDS);
        Counts idle = platform.counts().minus(before);
        return new PlatformLoads(platform, backlog, idle.dividedBy(idle.seconds()));
    }

    Counts idlePerSecond() {
        return idlePerSecond;
    }

    Row measure(String what, int clients, Callable<Load.Result> load) throws Exception {
        Counts before = platform.counts();
        AtomicLong longestLag = new AtomicLong();
        AtomicBoolean loading = new AtomicBoolean(true);
        Thread watch = Thread.ofPlatform().daemon().start(() -> watch(loading, longestLag));
        Load.Result result = load.call();
        loading.set(false);
        long lagAtEnd = backlog.lag();
        Duration catchUp = backlog.awaitNone();
        long rest = System.nanoTime();
        watch.join();
        TimeUnit.SECONDS.sleep(STATISTICS_SECONDS);
        Counts cost = platform.counts().minus(before);
        double idle = (System.nanoTime() - rest) / 1e9;
        Counts each = cost.withoutIdle(idlePerSecond, idle).dividedBy(result.done());
        Row row = new Row(what, clients, result, lagAtEnd, Math.max(longestLag.get(), lagAtEnd), catchUp, each);
        Report.progress("%s, %d clients: %.0f/s, with all that follows %.0f/s"
                .formatted(what, clients, result.perSecond(), row.steadyPerSecond()));
        return row;
    }

    private void watch(AtomicBoolean loading, AtomicLong longestLag) {
        try {
            while (loading.get()) {
                longestLag.accumulateAndGet(backlog.lag(), Math::max);
                TimeUnit.MILLISECONDS.sleep(500);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            throw new IllegalStateException("The lag could not be read", e);
        }
    }
}
