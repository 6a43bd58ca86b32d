package io.medicaledu.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import io.medicaledu.app.support.Api;
import io.medicaledu.app.support.EventReader;
import io.medicaledu.app.support.Happenings;
import io.medicaledu.app.support.PlatformTest;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.PlatformTransactionManager;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Who follows the feed misses nothing, gets nothing twice, and costs nothing while nothing happens. */
class FollowingTest extends PlatformTest {

    private static final int MORE_THAN_THREADS = 450;

    @Autowired
    private EventStorageEngine engine;

    @Autowired
    private PlatformTransactionManager transactions;

    @Autowired
    private DataSource dataSource;

    private Happenings happenings;
    private String token;
    private Api admin;
    private long begin;

    @BeforeEach
    void aStory() {
        happenings = new Happenings(engine, transactions);
        token = scenario().logIn("admin@medicaledu.example", "medicaledu-demo");
        admin = api().as(token);
        begin = lastPosition();
    }

    private long lastPosition() {
        return jdbc.sql("SELECT max(global_index) FROM event_store.domain_events")
                .query(Long.class)
                .single();
    }

    private String events(long after) {
        return "/api/audit/events?limit=100&correlationId=" + happenings.story() + "&after=" + after;
    }

    private String stream(long after) {
        return url() + "/api/audit/events/stream?correlationId=" + happenings.story() + "&after=" + after;
    }

    private CompletableFuture<HttpResponse<String>> waiting(HttpClient client, long after, int seconds) {
        return client.sendAsync(
                HttpRequest.newBuilder(URI.create(url() + events(after) + "&wait=" + seconds))
                        .header("Authorization", "Bearer " + token)
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private static List<String> reasons(JsonNode items) {
        return items.valueStream()
                .map(item -> item.path("payload").path("reason").asString())
                .toList();
    }

    private static List<String> reasons(EventReader reader) {
        return reader.messages().stream()
                .map(message -> message.data().path("payload").path("reason").asString())
                .toList();
    }

    @Test
    void nothingNewIsAnEmptyPageFromWhichOneGoesOn() {
        long started = System.nanoTime();

        Api.Answer answer = admin.get(events(begin) + "&wait=1");

        assertThat(Duration.ofNanos(System.nanoTime() - started)).isGreaterThanOrEqualTo(Duration.ofSeconds(1));
        assertThat(answer.json().path("items")).isEmpty();
        assertThat(answer.json().path("nextCursor").isNull()).isTrue();
        long position = answer.json().path("position").asLong();
        assertThat(position).isGreaterThanOrEqualTo(begin);
        happenings.append("first");
        JsonNode next = admin.get(events(position) + "&wait=20").json();
        assertThat(reasons(next.path("items"))).containsExactly("first");
        assertThat(next.path("position").asLong())
                .isGreaterThanOrEqualTo(
                        next.path("items").get(0).path("position").asLong());
        assertThat(admin.get(events(next.path("position").asLong())).json().path("items"))
                .isEmpty();
    }

    @Test
    void moreWaitThanThereAreThreadsAndOneEventAnswersAll() throws Exception {
        try (HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
            for (int i = 0; i < MORE_THAN_THREADS; i++) {
                answers.add(waiting(client, begin, 30));
            }
            // Others are served meanwhile, and nobody who waits has a connection.
            assertThat(admin.get("/api/users/me").status()).isEqualTo(200);
            int active = dataSource
                    .unwrap(HikariDataSource.class)
                    .getHikariPoolMXBean()
                    .getActiveConnections();
            assertThat(active).isLessThan(20);
            assertThat(answers).noneMatch(CompletableFuture::isDone);

            happenings.append("heard by all");

            for (CompletableFuture<HttpResponse<String>> answer : answers) {
                JsonNode page = JsonMapper.shared()
                        .readTree(answer.get(30, TimeUnit.SECONDS).body());
                assertThat(reasons(page.path("items"))).containsExactly("heard by all");
            }
        }
    }

    @Test
    void anEventThatIsCommittedLateIsMissedByNobody() throws Exception {
        try (HttpClient client = HttpClient.newHttpClient();
                EventReader reader = EventReader.open(stream(begin), token, null);
                Happenings.Late late = happenings.late("late")) {
            CompletableFuture<HttpResponse<String>> poll = waiting(client, begin, 30);
            happenings.append("fast 1");
            happenings.append("fast 2");
            await().during(Duration.ofMillis(500))
                    .atMost(Duration.ofSeconds(5))
                    .until(() -> reader.messages().isEmpty() && !poll.isDone());

            late.commit();

            await().untilAsserted(() -> assertThat(reasons(reader)).containsExactly("late", "fast 1", "fast 2"));
            JsonNode page =
                    JsonMapper.shared().readTree(poll.get(30, TimeUnit.SECONDS).body());
            assertThat(reasons(page.path("items"))).containsExactly("late", "fast 1", "fast 2");
        }
    }

    @Test
    void whoComesBackGoesOnWhereTheyLeft() throws Exception {
        happenings.append("1");
        happenings.append("2");
        String second;
        try (EventReader reader = EventReader.open(stream(begin), token, null)) {
            await().untilAsserted(() -> assertThat(reasons(reader)).containsExactly("1", "2"));
            second = reader.ids().getLast();
            EventReader.Message first = reader.messages().getFirst();
            assertThat(first.event()).isEqualTo(Happenings.TYPE);
            assertThat(first.data())
                    .isEqualTo(admin.get(events(begin)).json().path("items").get(0));
            assertThat(first.id()).isEqualTo(first.data().path("position").asString());
        }
        try (Happenings.Late late = happenings.late("3, late")) {
            happenings.append("4");
            try (EventReader again = EventReader.open(stream(begin), token, second)) {
                happenings.append("5");
                late.commit();
                await().untilAsserted(() -> assertThat(reasons(again)).containsExactly("3, late", "4", "5"));
                assertThat(again.ids().stream().map(Long::valueOf).toList())
                        .isSorted()
                        .doesNotContain(Long.valueOf(second));
            }
        }
    }

    @Test
    void whoReadsNothingDelaysNobodyAndLosesNothing() throws Exception {
        String reason = "x".repeat(20_000);
        try (SlowReader slow = new SlowReader(url(), stream(begin), token)) {
            for (int i = 0; i < 400; i++) {
                happenings.append(reason);
            }
            try (EventReader reader = EventReader.open(stream(begin), token, null)) {
                await().atMost(Duration.ofSeconds(30))
                        .untilAsserted(() -> assertThat(reader.ids()).hasSize(400));
                assertThat(slow.readIds(400)).isEqualTo(reader.ids());
            }
        }
    }

    @Test
    void streamsAreLimitedAndEndWithTheSession() {
        String other = scenario().logIn("admin@medicaledu.example", "medicaledu-demo");
        List<EventReader> open = new ArrayList<>();
        EventReader.Opened refused = EventReader.tryOpen(stream(begin), other, null);
        while (refused.reader() != null && open.size() < 60) {
            open.add(refused.reader());
            refused = EventReader.tryOpen(stream(begin), other, null);
        }
        assertThat(refused.status()).isEqualTo(503);
        assertThat(refused.retryAfter()).isNotNull();
        assertThat(open).hasSizeBetween(40, 50);
        happenings.append("before");
        await().untilAsserted(() -> assertThat(open)
                .allSatisfy(reader -> assertThat(reasons(reader)).containsExactly("before")));

        assertThat(api().as(other).delete("/api/auth/sessions/current").status())
                .isEqualTo(204);

        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(open).allMatch(EventReader::hasEnded));
        happenings.append("after");
        EventReader.Opened again = EventReader.tryOpen(stream(begin), token, null);
        assertThat(again.status()).isEqualTo(200);
        try (EventReader reader = again.reader()) {
            await().untilAsserted(() -> assertThat(reasons(reader)).containsExactly("before", "after"));
        }
        assertThat(open).allSatisfy(reader -> assertThat(reasons(reader)).containsExactly("before"));
    }

    @Test
    void aSilentStreamBeats() {
        try (EventReader reader = EventReader.open(stream(begin), token, null)) {
            await().atMost(Duration.ofSeconds(20))
                    .untilAsserted(() -> assertThat(reader.comments()).contains("beat"));
        }
    }

    @Test
    void whatCannotBeMeantIsRefused() {
        for (String path : List.of(
                "/api/audit/events?wait=31",
                "/api/audit/events?wait=-1",
                "/api/audit/events?wait=soon",
                "/api/audit/events/stream?after=-1",
                "/api/audit/events/stream?type=NoSuchEvent")) {
            assertThat(admin.get(path).code()).as(path).isEqualTo("validation");
        }
        assertThat(admin.with("Last-Event-ID", "-1")
                        .get("/api/audit/events/stream")
                        .code())
                .isEqualTo("validation");
        assertThat(admin.with("Last-Event-ID", "yesterday")
                        .get("/api/audit/events/stream")
                        .code())
                .isEqualTo("validation");
        Api student = scenario().student().api();
        assertThat(student.get("/api/audit/events/stream").status()).isEqualTo(403);
        assertThat(student.get("/api/audit/events?wait=1").status()).isEqualTo(403);
        assertThat(api().get("/api/audit/events/stream").status()).isEqualTo(401);
    }
}
