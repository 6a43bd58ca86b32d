package io.medicaledu.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.medicaledu.app.support.Api;
import io.medicaledu.app.support.PlatformTest;
import io.medicaledu.app.support.Scenario.Booked;
import io.medicaledu.app.support.Scenario.Person;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What was true at any time, and where in the feed it happened. */
class TimeTravelTest extends PlatformTest {

    private Api admin;
    private Person instructor;
    private UUID course;
    private Booked booked;
    private Instant confirmedAt;

    @BeforeEach
    void aBookingThatWasCancelled() {
        admin = scenario().admin();
        instructor = scenario().instructor();
        course = scenario().publishedCourse(instructor, "45.00", "USD");
        booked = scenario().confirmed(scenario().student(), scenario().slot(instructor, course, Duration.ofDays(3), 2));
        confirmedAt = Instant.parse(
                booked.student().api().get("/api/bookings/" + booked.id()).get("confirmedAt"));
        booked.student().api().post("/api/bookings/" + booked.id() + "/cancellation", Map.of("reason", "ill"));
    }

    private JsonNode then(String query) {
        Api.Answer answer = admin.get("/api/audit/booking/" + booked.id() + query);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.json();
    }

    private static List<String> fields(JsonNode then) {
        return then.path("differences")
                .valueStream()
                .map(difference -> difference.path("field").asString())
                .toList();
    }

    @Test
    void aBookingIsReadAsItWas() {
        JsonNode atFirst = then("?version=0");
        assertThat(atFirst.path("state").path("status").asString()).isEqualTo("Pending");
        assertThat(atFirst.path("state").path("amount").asString()).isEqualTo("45");
        assertThat(fields(atFirst))
                .containsExactlyInAnyOrder(
                        "status",
                        "confirmedAt",
                        "cancelledAt",
                        "cancellationReason",
                        "cancellationNote",
                        "holdExpiresAt");

        JsonNode confirmed = then("?asOf=" + confirmedAt);
        assertThat(confirmed.path("state").path("status").asString()).isEqualTo("Confirmed");
        assertThat(confirmed.path("version").asLong()).isEqualTo(1);

        JsonNode now = then("");
        assertThat(now.path("state").path("status").asString()).isEqualTo("Cancelled");
        assertThat(now.path("differences")).isEmpty();
    }

    @Test
    void whatOthersHaveChangedIsThere() {
        Person successor = scenario().instructor();
        Booked other =
                scenario().confirmed(scenario().student(), scenario().slot(instructor, course, Duration.ofDays(4), 2));
        Instant before = Instant.now();
        assertThat(admin.post("/api/courses/" + course + "/handover", Map.of("instructorId", successor.id()))
                        .status())
                .isEqualTo(204);

        String path = "/api/audit/booking/" + other.id();
        await().untilAsserted(() -> assertThat(admin.get(path)
                        .json()
                        .path("state")
                        .path("instructorId")
                        .asString())
                .isEqualTo(successor.id().toString()));
        assertThat(admin.get(path + "?asOf=" + before)
                        .json()
                        .path("state")
                        .path("instructorId")
                        .asString())
                .isEqualTo(instructor.id().toString());
    }

    @Test
    void whatCannotBeIsANamedProblem() {
        String path = "/api/audit/booking/" + booked.id();
        for (String query : List.of(
                "?asOf=" + Instant.now().plusSeconds(3_600),
                "?version=99",
                "?version=-1",
                "?version=0&asOf=" + confirmedAt,
                "?asOf=yesterday")) {
            assertThat(admin.get(path + query).code()).as(query).isEqualTo("validation");
        }
        assertThat(admin.get(path + "?asOf=2020-01-01T00:00:00Z").code()).isEqualTo("not-found");
        assertThat(admin.get("/api/audit/booking/" + UUID.randomUUID()).code()).isEqualTo("not-found");
        assertThat(admin.get("/api/audit/spaceship/" + booked.id()).code()).isEqualTo("not-found");
        assertThat(booked.student().api().get(path).status()).isEqualTo(403);
    }

    private List<String> types(String query) {
        return admin.get("/api/audit/events?limit=100&" + query)
                .json()
                .path("items")
                .valueStream()
                .map(event -> event.path("type").asString())
                .toList();
    }

    @Test
    void theFeedIsAskedForAStoryAnActorATimeOrTypes() {
        String story = admin.get("/api/audit/booking/" + booked.id() + "/history")
                .json()
                .path("items")
                .get(0)
                .path("correlationId")
                .asString();

        assertThat(types("correlationId=" + story))
                .contains("SeatHeld", "BookingRequested", "PaymentStarted", "PaymentCaptured", "BookingConfirmed");
        assertThat(types("correlationId=" + story + "&type=Payment*"))
                .contains("PaymentStarted", "PaymentCaptured")
                .allMatch(type -> type.startsWith("Payment"));
        assertThat(types("actor=" + booked.student().id()))
                .contains("SeatHeld", "BookingRequested", "BookingCancelled")
                .doesNotContain("PaymentStarted");
        assertThat(types("aggregateId=" + booked.id() + "&to=" + confirmedAt.plusMillis(1)))
                .containsExactly("BookingRequested", "BookingConfirmed");
        assertThat(types("aggregateId=" + booked.id() + "&from=" + confirmedAt.plusMillis(1)))
                .startsWith("BookingCancelled");
        assertThat(types("from=2020-01-01T00:00:00Z&to=2020-01-02T00:00:00Z")).isEmpty();
        assertThat(admin.get("/api/audit/events?from=2027-01-02T00:00:00Z&to=2027-01-01T00:00:00Z")
                        .code())
                .isEqualTo("validation");
        assertThat(admin.get("/api/audit/events?type=Spaceship*").code()).isEqualTo("validation");
    }

    @Test
    void aStoryAndAnActorAreFoundByAnIndex() {
        for (String condition : List.of("meta_data ->> 'correlationId' = 'x'", "meta_data ->> 'actor' = 'x'")) {
            List<String> plan = jdbc.sql("EXPLAIN SELECT * FROM event_store.domain_events WHERE global_index > 0 AND "
                            + condition + " ORDER BY global_index LIMIT 20")
                    .query(String.class)
                    .list();
            assertThat(String.join("\n", plan))
                    .as(condition)
                    .containsAnyOf("domain_events_story", "domain_events_actor");
        }
    }
}
