package io.medicaledu.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.medicaledu.app.support.Api;
import io.medicaledu.app.support.Books;
import io.medicaledu.app.support.PlatformTest;
import io.medicaledu.shared.Ids;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.DuplicateKeyException;
import tools.jackson.databind.JsonNode;

/** When the books are compared, by whose order, and what stops a comparison. */
class ReconciliationRunTest extends PlatformTest {

    private static final String PATH = Books.PATH;

    private Books books;
    private Api admin;

    @BeforeEach
    void openBooks() {
        admin = scenario().admin();
        books = new Books(admin);
    }

    @AfterEach
    void clearFaults() {
        assertThat(api().delete("/sandbox/faults").status()).isEqualTo(204);
    }

    private void fault(String operation, String kind, int times) {
        assertThat(api().post("/sandbox/faults", Map.of("operation", operation, "kind", kind, "times", times))
                        .status())
                .isEqualTo(201);
    }

    @AfterEach
    void moneyAddsUp() {
        assertMoneyAddsUp();
    }

    @Test
    void aRunDuringAnOutageFailsVisiblyAndALaterOneWorks() {
        fault("charge.list", "server-error-500", 3);

        JsonNode failed = books.await(books.request(Instant.now().minusSeconds(60)));

        assertThat(failed.path("state").asString()).isEqualTo("Failed");
        assertThat(failed.path("error").asString()).contains("Stripe");
        await().atMost(Duration.ofSeconds(15))
                .untilAsserted(
                        () -> assertThat(api().get("/actuator/prometheus").text())
                                .contains("medicaledu_reconciliation_runs{state=\"failed\"} 1.0")
                                .contains("medicaledu_reconciliation_differences{state=\"open\"}"));
        books.compare(Instant.now().minusSeconds(60));
    }

    @Test
    void aShortFaultOfTheProviderIsRiddenOut() {
        fault("refund.list", "server-error-500", 1);

        books.compare(Instant.now().minusSeconds(60));
    }

    @Test
    void onlyOneRunOfAProviderGoesAtATimeAndThatOfADeadNodeIsTakenUpAgain() {
        UUID ofAnotherNode = Ids.next();
        running(ofAnotherNode, Duration.ofMinutes(1));
        assertThatExceptionOfType(DuplicateKeyException.class)
                .isThrownBy(() -> running(Ids.next(), Duration.ofMinutes(1)));

        Instant from = Instant.now().minusSeconds(60);
        Instant until = Instant.now();
        UUID first = books.request(from, until);
        UUID same = books.request(from, until);
        UUID other = books.request(from.minusSeconds(1), until);
        assertThat(same).isEqualTo(first).isNotEqualTo(other);
        assertThat(books.run(first).path("state").asString()).isEqualTo("Waiting");

        jdbc.sql("UPDATE command_side.reconciliation_runs SET lease_until = now() - interval '1 s' WHERE id = ?")
                .param(ofAnotherNode)
                .update();
        JsonNode takenUp = books.await(ofAnotherNode);
        assertThat(takenUp.path("state").asString()).isEqualTo("Succeeded");
        assertThat(takenUp.path("attempts").asInt()).isEqualTo(2);
        JsonNode firstRun = books.await(first);
        JsonNode otherRun = books.await(other);
        assertThat(firstRun.path("state").asString()).isEqualTo("Succeeded");
        assertThat(Instant.parse(otherRun.path("startedAt").asString()))
                .isAfterOrEqualTo(Instant.parse(firstRun.path("finishedAt").asString()));
    }

    private void running(UUID id, Duration lease) {
        jdbc.sql("""
                        INSERT INTO command_side.reconciliation_runs
                            (id, provider, period_from, period_until, state, requested_by, requested_at, started_at,
                             attempts, lease_until)
                        VALUES (?, 0, now() - interval '1 min', now(), 'Running', 'schedule', now(), now(), 1,
                                now() + make_interval(secs => ?))""").params(id, lease.toSeconds()).update();
    }

    @Test
    void aRunThatIsInterruptedAgainAndAgainFailsVisibly() {
        UUID id = Ids.next();
        running(id, Duration.ofSeconds(-1));
        jdbc.sql("UPDATE command_side.reconciliation_runs SET attempts = 3 WHERE id = ?")
                .param(id)
                .update();

        JsonNode failed = books.await(id);

        assertThat(failed.path("state").asString()).isEqualTo("Failed");
        assertThat(failed.path("error").asString()).contains("Interrupted");
    }

    @Test
    void theScheduleAsksForARunOfItsWindow() {
        Instant before = Instant.now();
        assertThat(jdbc.sql("UPDATE command_side.timetable SET due_at = now() WHERE job = 'reconciliation'")
                        .update())
                .isEqualTo(1);

        JsonNode run = await().atMost(Duration.ofSeconds(30))
                .until(
                        () -> admin.get(PATH).json().path("items").get(0),
                        newest -> newest != null
                                && newest.path("requestedBy").asString().equals("schedule")
                                && Instant.parse(newest.path("requestedAt").asString())
                                        .isAfter(before));
        assertThat(Duration.between(
                        Instant.parse(run.path("from").asString()),
                        Instant.parse(run.path("until").asString())))
                .isEqualTo(Duration.ofDays(35));
        JsonNode done = books.await(UUID.fromString(run.path("id").asString()));
        assertThat(done.path("state").asString()).as(done.toString()).isEqualTo("Succeeded");
    }

    @Test
    void runsAreListedNewestFirstPageByPage() {
        books.compare(Instant.now().minusSeconds(3));
        books.compare(Instant.now().minusSeconds(2));

        JsonNode first = admin.get(PATH + "?limit=1").json();
        JsonNode second = admin.get(
                        PATH + "?limit=1&cursor=" + first.path("nextCursor").asString())
                .json();

        assertThat(first.path("items")).hasSize(1);
        assertThat(second.path("items").get(0).path("number").asLong())
                .isLessThan(first.path("items").get(0).path("number").asLong());
        assertThat(admin.get(PATH + "?cursor=x").code()).isEqualTo("validation");
        assertThat(admin.get(PATH + "?limit=0").code()).isEqualTo("validation");
        assertThat(admin.get(PATH + "/" + UUID.randomUUID()).code()).isEqualTo("not-found");
        assertThat(admin.get(PATH + "/" + UUID.randomUUID() + "/differences").code())
                .isEqualTo("not-found");
    }

    @Test
    void periodsThatMakeNoSenseAreRefused() {
        Instant now = Instant.now();
        assertThat(books.post(now, now.minusSeconds(1)).code()).isEqualTo("validation");
        assertThat(books.post(now, now).code()).isEqualTo("validation");
        assertThat(books.post(now, now.plusSeconds(3600)).code()).isEqualTo("validation");
        assertThat(books.post(now.minus(Duration.ofDays(93)), now).code()).isEqualTo("validation");
        assertThat(books.post(now.minus(Duration.ofDays(92)), now).status()).isEqualTo(202);
        assertThat(admin.post(PATH, Map.of("from", now.toString())).code()).isEqualTo("validation");
        assertThat(admin.post(
                                PATH,
                                Map.of(
                                        "provider",
                                        "Bitcoin",
                                        "from",
                                        now.minusSeconds(9).toString(),
                                        "until",
                                        now.toString()))
                        .code())
                .isEqualTo("validation");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/%s", "/%s/differences", "/differences", "/differences/%s"})
    void onlyAdminsLookIntoTheBooks(String path) {
        String url = PATH + path.formatted(UUID.randomUUID());
        assertThat(scenario().student().api().get(url).code()).isEqualTo("forbidden");
        assertThat(scenario().instructor().api().get(url).code()).isEqualTo("forbidden");
        assertThat(api().get(url).code()).isEqualTo("unauthenticated");
    }

    @Test
    void onlyAdminsCompareAndRepair() {
        Api student = scenario().student().api();
        String difference = PATH + "/differences/" + UUID.randomUUID();
        Map<String, String> period = Map.of(
                "from", Instant.now().minusSeconds(9).toString(),
                "until", Instant.now().toString());
        assertThat(student.post(PATH, period).code()).isEqualTo("forbidden");
        assertThat(student.post(difference + "/repair", Map.of()).code()).isEqualTo("forbidden");
        assertThat(student.post(difference + "/dismissal", Map.of("reason", "x"))
                        .code())
                .isEqualTo("forbidden");
        assertThat(admin.post(difference + "/repair", Map.of()).code()).isEqualTo("not-found");
        assertThat(admin.post(difference + "/dismissal", Map.of("reason", "x")).code())
                .isEqualTo("not-found");
    }
}
