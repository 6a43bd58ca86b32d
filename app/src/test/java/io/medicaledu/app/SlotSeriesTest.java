package io.medicaledu.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.medicaledu.app.support.Api;
import io.medicaledu.app.support.PlatformTest;
import io.medicaledu.app.support.Scenario;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Series of slots: by the clock on the wall, all or nothing, edited and cancelled in part. */
class SlotSeriesTest extends PlatformTest {

    private Map<String, Object> series(String rrule, String zone, String first) {
        return new HashMap<>(Map.of("rrule", rrule, "timeZone", zone, "firstStartLocal", first, "durationMinutes", 60));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            America/New_York | 2027-03-13T09:00 | FREQ=DAILY;COUNT=2 | 2027-03-13T14:00:00Z 2027-03-14T13:00:00Z
            America/New_York | 2027-03-13T02:30 | FREQ=DAILY;COUNT=3 | 2027-03-13T07:30:00Z 2027-03-14T07:30:00Z 2027-03-15T06:30:00Z
            America/New_York | 2027-11-06T01:30 | FREQ=DAILY;COUNT=3 | 2027-11-06T05:30:00Z 2027-11-07T05:30:00Z 2027-11-08T06:30:00Z
            Europe/Berlin    | 2027-03-27T02:30 | FREQ=DAILY;COUNT=3 | 2027-03-27T01:30:00Z 2027-03-28T01:30:00Z 2027-03-29T00:30:00Z
            Europe/Berlin    | 2027-10-30T02:30 | FREQ=DAILY;COUNT=3 | 2027-10-30T00:30:00Z 2027-10-31T00:30:00Z 2027-11-01T01:30:00Z
            Australia/Sydney | 2027-10-02T02:30 | FREQ=DAILY;COUNT=3 | 2027-10-01T16:30:00Z 2027-10-02T16:30:00Z 2027-10-03T15:30:00Z
            Australia/Sydney | 2027-04-03T02:30 | FREQ=DAILY;COUNT=3 | 2027-04-02T15:30:00Z 2027-04-03T15:30:00Z 2027-04-04T16:30:00Z
            Asia/Kathmandu   | 2027-03-27T09:00 | FREQ=WEEKLY;COUNT=2 | 2027-03-27T03:15:00Z 2027-04-03T03:15:00Z
            Asia/Tokyo       | 2027-03-27T09:00 | FREQ=WEEKLY;UNTIL=20270403T000000Z | 2027-03-27T00:00:00Z 2027-04-03T00:00:00Z
            Europe/Berlin    | 2027-01-31T09:00 | FREQ=MONTHLY;BYMONTHDAY=31;COUNT=2 | 2027-01-31T08:00:00Z 2027-03-31T07:00:00Z
            """)
    void everyTransitionKeepsTheClockOnTheWall(String zone, String first, String rrule, String starts) {
        Scenario.Person instructor = scenario().instructor();
        UUID course = scenario().publishedCourse(instructor, "45.00", "USD");

        Api.Answer answer =
                instructor.api().post("/api/courses/" + course + "/slot-series", series(rrule, zone, first));

        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        await().untilAsserted(() -> assertThat(starts(course)).containsExactly(starts.split(" ")));
    }

    private List<String> starts(UUID course) {
        List<String> starts = new ArrayList<>();
        scenario()
                .admin()
                .get("/api/courses/" + course + "/slots?limit=100")
                .json()
                .path("items")
                .forEach(slot -> {
                    if (slot.path("cancelledAt").isNull()) {
                        starts.add(slot.path("startTimeUtc").asString());
                    }
                });
        return starts;
    }

    @Test
    void aConflictIsReportedAndNothingIsCreatedUnlessItMayBeSkipped() {
        Scenario.Person instructor = scenario().instructor();
        UUID course = scenario().publishedCourse(instructor, "45.00", "USD");
        scenario().openSlot(instructor, course, Instant.parse("2027-05-04T08:30:00Z"), 1);
        String path = "/api/courses/" + course + "/slot-series";
        Map<String, Object> body = series("FREQ=DAILY;COUNT=3", "Europe/London", "2027-05-03T09:00");

        Api.Answer preview = instructor.api().post(path + "/preview", body);
        Api.Answer refused = instructor.api().post(path, body);

        assertThat(preview.json().path("occurrences")).hasSize(3);
        assertThat(preview.json().path("conflicts")).hasSize(1);
        assertThat(refused.code()).isEqualTo("slot-overlap");
        assertThat(refused.json().path("errors").get(0).path("message").asString())
                .contains("2027-05-04T08:00:00Z");
        assertThat(starts(course)).hasSize(1);

        body.put("onConflict", "skip");
        Api.Answer created = instructor.api().post(path, body);
        assertThat(created.json().path("slotIds")).hasSize(2);
        assertThat(created.json().path("skipped")).hasSize(1);
    }

    @Test
    void aSeriesInItsOwnWayIsReportedBeforeItIsRefused() {
        Scenario.Person instructor = scenario().instructor();
        UUID course = scenario().publishedCourse(instructor, "45.00", "USD");
        String path = "/api/courses/" + course + "/slot-series";
        Map<String, Object> body = series("FREQ=DAILY;COUNT=3", "UTC", "2027-05-03T09:00");
        body.put("durationMinutes", 25 * 60);

        Api.Answer preview = instructor.api().post(path + "/preview", body);
        Api.Answer first =
                instructor.api().with("Idempotency-Key", "own-way-" + course).post(path, body);
        Api.Answer again =
                instructor.api().with("Idempotency-Key", "own-way-" + course).post(path, body);

        assertThat(preview.json().path("conflicts")).hasSize(1);
        assertThat(first.code()).isEqualTo("slot-overlap");
        assertThat(first.json().path("errors")).hasSize(1);
        assertThat(again.json().path("errors")).isEqualTo(first.json().path("errors"));
    }

    @Test
    void aSlotThatWasMovedForwardByTheTransitionGetsTheNewTimeOfTheOthers() {
        Scenario.Person instructor = scenario().instructor();
        UUID course = scenario().publishedCourse(instructor, "45.00", "USD");
        String first = instructor
                .api()
                .post(
                        "/api/courses/" + course + "/slot-series",
                        series("FREQ=DAILY;COUNT=3", "Europe/Berlin", "2027-03-27T02:30"))
                .json()
                .path("slotIds")
                .get(0)
                .asString();

        instructor
                .api()
                .patch("/api/slots/" + first, Map.of("startTimeUtc", "2027-03-27T02:30:00Z", "scope", "Following"));

        await().untilAsserted(() -> assertThat(starts(course))
                .containsExactly("2027-03-27T02:30:00Z", "2027-03-28T01:30:00Z", "2027-03-29T01:30:00Z"));
    }

    @Test
    void oneIsMovedAllThatFollowAreMovedAndTheRestIsCancelled() {
        Scenario.Person instructor = scenario().instructor();
        UUID course = scenario().publishedCourse(instructor, "45.00", "USD");
        JsonNode created = instructor
                .api()
                .post(
                        "/api/courses/" + course + "/slot-series",
                        series("FREQ=DAILY;COUNT=4", "Europe/Berlin", "2027-03-26T10:00"))
                .json();
        String second = created.path("slotIds").get(1).asString();
        String last = created.path("slotIds").get(3).asString();

        assertThat(instructor
                        .api()
                        .patch(
                                "/api/slots/" + second,
                                Map.of("startTimeUtc", "2027-03-28T09:00:00Z", "scope", "Following"))
                        .status())
                .isEqualTo(204);
        await().untilAsserted(() -> assertThat(starts(course))
                .containsExactly(
                        "2027-03-26T09:00:00Z",
                        "2027-03-28T09:00:00Z",
                        "2027-03-29T09:00:00Z",
                        "2027-03-30T09:00:00Z"));
        assertThat(instructor
                        .api()
                        .patch("/api/slots/" + last, Map.of("maxParticipants", 5, "notes", "Bring a stethoscope"))
                        .status())
                .isEqualTo(204);
        await().untilAsserted(() -> assertThat(instructor
                        .api()
                        .get("/api/slots/" + last)
                        .json()
                        .path("maxParticipants")
                        .asInt())
                .isEqualTo(5));
        assertThat(instructor
                        .api()
                        .post("/api/slots/" + last + "/cancellation", Map.of("reason", "ill", "scope", "Following"))
                        .status())
                .isEqualTo(204);
        Api.Answer cancelled = instructor
                .api()
                .post(
                        "/api/slot-series/" + created.path("seriesId").asString() + "/cancellation",
                        Map.of("reason", "next term"));

        assertThat(cancelled.json().path("slotIds")).hasSize(3);
        await().untilAsserted(() -> assertThat(starts(course)).isEmpty());
    }

    @Test
    void aBookedSlotKeepsItsSeats() {
        Scenario.Person instructor = scenario().instructor();
        UUID course = scenario().publishedCourse(instructor, "0.00", "USD");
        UUID slot = scenario().slot(instructor, course, Duration.ofDays(2), 2);
        scenario().book(scenario().student(), slot);
        scenario().book(scenario().student(), slot);

        assertThat(instructor
                        .api()
                        .patch("/api/slots/" + slot, Map.of("maxParticipants", 1))
                        .code())
                .isEqualTo("slot-state");
        assertThat(scenario()
                        .instructor()
                        .api()
                        .patch("/api/slots/" + slot, Map.of("notes", "x"))
                        .code())
                .isEqualTo("forbidden");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "FREQ=DAILY",
                "nonsense",
                "FREQ=DAILY;COUNT=1001",
                "FREQ=SECONDLY;COUNT=0",
                "FREQ=DAILY;UNTIL=20200101"
            })
    void aRuleThatIsNoneOrTooLongIsRefused(String rrule) {
        Scenario.Person instructor = scenario().instructor();
        UUID course = scenario().publishedCourse(instructor, "45.00", "USD");

        Api.Answer answer = instructor
                .api()
                .post("/api/courses/" + course + "/slot-series", series(rrule, "Europe/Berlin", "2027-03-26T10:00"));

        assertThat(answer.code()).isEqualTo("validation");
    }

    @Test
    void noticeWindowAndBufferOfTheCourseAreKept() {
        Scenario.Person instructor = scenario().instructor();
        UUID course = scenario().publishedCourse(instructor, "0.00", "USD");
        assertThat(instructor
                        .api()
                        .patch(
                                "/api/courses/" + course,
                                Map.of(
                                        "bookingRules",
                                        Map.of(
                                                "minimumNoticeMinutes", 120,
                                                "bookingWindowDays", 30,
                                                "bufferMinutes", 15)))
                        .status())
                .isEqualTo(204);
        Scenario.Person student = scenario().student();
        UUID soon = scenario().slot(instructor, course, Duration.ofMinutes(30), 1);
        UUID far = scenario().slot(instructor, course, Duration.ofDays(40), 1);
        UUID fine = scenario().slot(instructor, course, Duration.ofDays(3), 1);

        assertThat(scenario().book(student, soon).code()).isEqualTo("slot-closed");
        assertThat(scenario().book(student, far).code()).isEqualTo("slot-closed");
        assertThat(scenario().book(student, fine).status()).isEqualTo(201);
        await().until(() -> student.api().get("/api/slots/" + fine).status() == 200);
        Instant start = Instant.parse(student.api().get("/api/slots/" + fine).get("startTimeUtc"));
        assertThat(scenario()
                        .openSlot(instructor, course, start.plusSeconds(3_600), 1)
                        .code())
                .isEqualTo("slot-overlap");
        assertThat(scenario()
                        .openSlot(instructor, course, start.plusSeconds(4_500), 1)
                        .status())
                .isEqualTo(201);
    }

    @Test
    void aDeletedInstructorsSlotsAreCancelledWithTheirBookings() {
        Scenario.Person instructor = scenario().instructor();
        UUID course = scenario().publishedCourse(instructor, "45.00", "USD");
        UUID slot = scenario().slot(instructor, course, Duration.ofDays(2), 1);
        Scenario.Booked booked = scenario().confirmed(scenario().student(), slot);

        assertThat(scenario()
                        .admin()
                        .delete("/api/users/" + instructor.id() + "?cancelBookings=true")
                        .status())
                .isEqualTo(204);

        booked.awaitStatus("Cancelled");
        booked.awaitPayment("Refunded");
        assertThat(instructor.api().get("/api/users/me").status()).isEqualTo(401);
    }
}
