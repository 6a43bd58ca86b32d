package io.medicaledu.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.medicaledu.app.support.Api;
import io.medicaledu.app.support.Scenario.Person;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A cancelled slot or series gives everybody everything back, once, whatever happens, and tells how far it is. */
class MassRefundTest extends MassCancellation {

    private static final int CROWD = 500;

    @Test
    void fiveHundredBookingsOfASlotAreRefundedOnceEach() {
        Person instructor = scenario().instructor();
        UUID slot = scenario()
                .slot(
                        instructor,
                        scenario().publishedCourse(instructor, "45.00", "EUR"),
                        Duration.ofHours(3),
                        CROWD + 50);
        String path = "/api/slots/" + slot;
        confirmed(students(CROWD), slot);
        List.of(scenario().student(), scenario().student())
                .forEach(
                        late -> assertThat(scenario().book(late, slot).status()).isEqualTo(201));
        assertThat(instructor.api().get(path + "/cancellation").code()).isEqualTo("not-found");
        fault("error-after", 5);
        fault("rate-limit-429", 5);
        fault("server-error-500", 5);

        Api.Answer answer = instructor.api().post(path + "/cancellation", Map.of("reason", "The instructor is ill"));
        assertThat(answer.status()).isEqualTo(204);
        Api reader = instructor.api().with("Consistency-Token", String.valueOf(answer.header("Consistency-Token")));
        List<JsonNode> seen = follow(reader, path);

        JsonNode last = seen.getLast();
        assertThat(seen).anySatisfy(report -> {
            assertThat(bookings(report, "cancelled")).isBetween(1, CROWD);
            assertThat(bookings(report, "remaining")).isPositive();
            assertThat(report.path("completedAt").isNull()).isTrue();
        });
        assertThat(seen)
                .allSatisfy(report -> assertThat(bookings(report, "total")).isEqualTo(CROWD + 2));
        assertThat(last.path("slotId").asString()).isEqualTo(slot.toString());
        assertThat(last.path("reason").asString()).isEqualTo("The instructor is ill");
        assertThat(last.path("cancelledBy").asString())
                .isEqualTo(instructor.id().toString());
        assertComplete(last, CROWD + 2, CROWD, "22500.00");
        assertMoneyIsBack(slot, CROWD, instructor.id());
        assertOneStoryInSmallTransactions(slot);
        assertListed(instructor.api(), path);
        assertRebuiltEqual();
    }

    private void assertOneStoryInSmallTransactions(UUID slot) {
        String bookings = "SELECT id::text FROM read_model.bookings WHERE availability_slot_id = :slot";
        assertThat(jdbc.sql("""
                        SELECT DISTINCT meta_data ->> 'correlationId' FROM event_store.domain_events
                        WHERE payload_type = 'SlotCancelled' AND aggregate_identifier = :slot::text
                            OR payload_type = 'BookingCancelled' AND payload ->> 'reason' = 'SlotCancelled'
                                AND aggregate_identifier IN (%1$s)
                            OR payload_type = 'RefundRequested' AND payload ->> 'bookingId' IN (%1$s)""".formatted(bookings))
                        .param("slot", slot)
                        .query(String.class)
                        .list())
                .hasSize(1);
        assertThat(jdbc.sql("""
                        SELECT count(*) FROM event_store.domain_events
                        WHERE payload_type = 'BookingCancelled' AND aggregate_identifier IN (%s)
                        GROUP BY xmin::text""".formatted(bookings))
                        .param("slot", slot)
                        .query(Integer.class)
                        .list())
                .as("bookings cancelled in each transaction")
                .hasSize(CROWD + 2)
                .containsOnly(1);
    }

    private static void assertListed(Api instructor, String path) {
        List<JsonNode> all = listed(instructor, path);
        assertThat(all)
                .hasSize(CROWD + 2)
                .allSatisfy(each -> assertThat(each.path("state").asString()).isEqualTo("Cancelled"));
        assertThat(all.stream().map(each -> each.path("ordinal").asInt()))
                .isSorted()
                .doesNotHaveDuplicates();
        assertThat(all.stream().map(each -> each.path("studentId").asString())).doesNotHaveDuplicates();
        assertThat(all.stream().filter(each -> each.path("refundState").isNull()))
                .hasSize(2)
                .allSatisfy(each -> assertThat(each.path("amount").isNull()).isTrue());
        assertThat(all.stream()
                        .filter(each -> each.path("refundState").asString("").equals("Succeeded")))
                .hasSize(CROWD)
                .allSatisfy(
                        each -> assertThat(each.path("amount").path("amount").asString())
                                .isEqualTo("45.00"));
        assertThat(instructor
                        .get(path + "/cancellation/bookings?refundState=Failed")
                        .json()
                        .path("items"))
                .isEmpty();
    }

    /** Both projections that tell of refunds come out as they were. */
    private void assertRebuiltEqual() {
        Map<String, String> tables = Map.of(
                "payments", "payments",
                "slot_cancellation_bookings", "slot-cancellations",
                "slot_cancellation_refunds", "slot-cancellations",
                "slot_cancellations", "slot-cancellations",
                "series_cancellations", "slot-cancellations");
        // Logs in once: each login is an event that projections have to handle.
        Api admin = scenario().admin();
        await().untilAsserted(() -> assertThat(lag(admin, "payments") + lag(admin, "slot-cancellations"))
                .isZero());
        Map<String, String> before = new TreeMap<>();
        tables.keySet().forEach(table -> before.put(table, digest(table)));

        for (String name : List.of("payments", "slot-cancellations")) {
            assertThat(admin.post("/api/projections/" + name + "/rebuild").status())
                    .isEqualTo(202);
        }

        await().atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofSeconds(1))
                .untilAsserted(() -> {
                    assertThat(lag(admin, "payments") + lag(admin, "slot-cancellations"))
                            .isZero();
                    assertThat(tables.keySet())
                            .allSatisfy(table -> assertThat(digest(table)).isEqualTo(before.get(table)));
                });
    }

    private static long lag(Api admin, String projection) {
        return admin.get("/api/projections/" + projection + "/rebuild")
                .json()
                .path("lag")
                .asLong();
    }

    private String digest(String table) {
        return jdbc.sql("SELECT count(*) || ' ' || md5(string_agg(each::text, ' ' ORDER BY id)) FROM read_model."
                        + table + " AS each")
                .query(String.class)
                .optional()
                .orElse("empty");
    }

    @Test
    void aCancelledSeriesReportsAllItsSlotsTogether() {
        Person instructor = scenario().instructor();
        UUID course = scenario().publishedCourse(instructor, "45.00", "EUR");
        JsonNode created = instructor
                .api()
                .post(
                        "/api/courses/" + course + "/slot-series",
                        Map.of(
                                "rrule", "FREQ=DAILY;COUNT=3",
                                "timeZone", "Europe/Berlin",
                                "firstStartLocal", "2031-03-03T09:00:00",
                                "durationMinutes", 60,
                                "maxParticipants", 20))
                .json();
        List<UUID> slots = new ArrayList<>();
        created.path("slotIds").forEach(slot -> slots.add(UUID.fromString(slot.asString())));
        List<Person> students = students(15);
        slots.forEach(slot -> confirmed(students, slot));
        String path = "/api/slot-series/" + created.path("seriesId").asString();
        assertThat(instructor.api().get(path + "/cancellation").code()).isEqualTo("not-found");
        fault("error-after", 2);
        fault("rate-limit-429", 2);

        Api admin = scenario().admin();
        Api.Answer answer = admin.post(path + "/cancellation", Map.of("reason", "Next term"));
        assertThat(answer.status()).isEqualTo(200);
        List<JsonNode> seen = follow(
                instructor.api().with("Consistency-Token", String.valueOf(answer.header("Consistency-Token"))), path);

        UUID adminId = UUID.fromString(admin.get("/api/users/me").get("userId"));
        JsonNode last = seen.getLast();
        assertThat(last.path("seriesId").asString())
                .isEqualTo(created.path("seriesId").asString());
        assertThat(last.path("cancelledBy").asString()).isEqualTo(adminId.toString());
        assertComplete(last, 45, 45, "2025.00");
        assertThat(listed(instructor.api(), path)).hasSize(45);
        slots.forEach(slot -> {
            assertComplete(report(admin, "/api/slots/" + slot), 15, 15, "675.00");
            assertMoneyIsBack(slot, 15, adminId);
        });
    }
}
