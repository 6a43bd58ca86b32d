package io.medicaledu.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.medicaledu.app.support.Api;
import io.medicaledu.app.support.PlatformTest;
import io.medicaledu.app.support.Scenario.Person;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Calls to providers that have not come to their end, as an admin sees them. */
class OutboxTest extends PlatformTest {

    @AfterEach
    void clearFaults() {
        assertThat(api().delete("/sandbox/faults").status()).isEqualTo(204);
    }

    @Test
    void aCallWhoseOutcomeIsUnknownIsShownAndCanBeMadeNow() {
        Person instructor = scenario().instructor();
        UUID course = scenario().publishedCourse(instructor, "45.00", "EUR");
        UUID slot = scenario().slot(instructor, course, Duration.ofDays(3), 1);
        Person student = scenario().student();
        assertThat(api().post(
                                "/sandbox/faults",
                                Map.of("operation", "session.create", "kind", "error-after", "times", 5))
                        .status())
                .isEqualTo(201);
        Api admin = scenario().admin();

        assertThat(scenario().book(student, slot).status()).isEqualTo(201);

        await().atMost(Duration.ofSeconds(15)).untilAsserted(() -> {
            JsonNode calls = admin.get("/api/outbox?state=Unknown").json().path("items");
            assertThat(calls.size()).isEqualTo(1);
            assertThat(calls.get(0).path("kind").asString()).isEqualTo("OpenCheckout");
            assertThat(calls.get(0).path("attempts").asInt()).isPositive();
            assertThat(calls.get(0).path("lastError").asString("")).isNotEmpty();
            assertThat(calls.get(0).path("ageSeconds").asInt(-1)).isNotNegative();
        });
        String id =
                admin.get("/api/outbox").json().path("items").get(0).path("id").asString();
        assertThat(student.api().get("/api/outbox").status()).isEqualTo(403);
        assertThat(student.api().post("/api/outbox/" + id + "/retry").status()).isEqualTo(403);
        clearFaults();

        assertThat(admin.post("/api/outbox/" + id + "/retry").status()).isEqualTo(204);

        await().atMost(Duration.ofSeconds(15))
                .untilAsserted(() -> assertThat(
                                admin.get("/api/outbox").json().path("items").size())
                        .isZero());
        assertThat(admin.post("/api/outbox/" + id + "/retry").code()).isEqualTo("not-found");
    }

    @Test
    void aCallIsClaimedAsItIsQueued() {
        Person instructor = scenario().instructor();
        UUID course = scenario().publishedCourse(instructor, "45.00", "EUR");
        UUID slot = scenario().slot(instructor, course, Duration.ofDays(3), 1);
        assertThat(api().post(
                                "/sandbox/faults",
                                Map.of("operation", "session.create", "kind", "delay", "delayMillis", 3000))
                        .status())
                .isEqualTo(201);
        Api admin = scenario().admin();

        assertThat(scenario().book(scenario().student(), slot).status()).isEqualTo(201);

        await().atMost(Duration.ofSeconds(5)).untilAsserted(() -> {
            JsonNode calls = admin.get("/api/outbox").json().path("items");
            assertThat(calls.size()).isEqualTo(1);
            assertThat(calls.get(0).path("attempts").asInt()).isEqualTo(1);
            assertThat(Instant.parse(calls.get(0).path("nextAttemptAt").asString()))
                    .as("nobody else takes it before its lease is over")
                    .isAfter(Instant.now().plusSeconds(5));
        });
        awaitEmpty(admin);
    }

    @Test
    void aCallThatADeadNodeHasClaimedIsMadeOnceItsLeaseIsOver() {
        Person instructor = scenario().instructor();
        UUID course = scenario().publishedCourse(instructor, "45.00", "EUR");
        UUID slot = scenario().slot(instructor, course, Duration.ofDays(3), 1);
        assertThat(api().post(
                                "/sandbox/faults",
                                Map.of("operation", "session.create", "kind", "error-before", "times", 50))
                        .status())
                .isEqualTo(201);
        Api admin = scenario().admin();
        assertThat(scenario().book(scenario().student(), slot).status()).isEqualTo(201);
        await().atMost(Duration.ofSeconds(15))
                .until(() -> admin.get("/api/outbox?state=Retrying")
                                        .json()
                                        .path("items")
                                        .size()
                                == 1
                        || admin.get("/api/outbox?state=Unknown")
                                        .json()
                                        .path("items")
                                        .size()
                                == 1);

        jdbc.sql("UPDATE command_side.outbox SET next_attempt_at = now() + interval '2 seconds'")
                .update();
        clearFaults();

        awaitEmpty(admin);
    }

    private static void awaitEmpty(Api admin) {
        await().atMost(Duration.ofSeconds(15))
                .untilAsserted(() -> assertThat(
                                admin.get("/api/outbox").json().path("items").size())
                        .isZero());
    }

    @Test
    void aPageEndsWithItsCursorAndForeignCursorsAreRefused() {
        Api admin = scenario().admin();

        assertThat(admin.get("/api/outbox?cursor=nonsense").code()).isEqualTo("validation");
        assertThat(admin.get("/api/outbox?limit=0").code()).isEqualTo("validation");
        assertThat(admin.get("/api/outbox?state=Nowhere").code()).isEqualTo("validation");
    }
}
