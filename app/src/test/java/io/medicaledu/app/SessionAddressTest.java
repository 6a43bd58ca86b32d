package io.medicaledu.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.medicaledu.app.support.Api;
import io.medicaledu.app.support.PlatformTest;
import io.medicaledu.app.support.Scenario.Person;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A session has one address: everybody who is booked is told it, now and later. */
class SessionAddressTest extends PlatformTest {

    private static final String ROOM = "https://meet.example.org/room-1";
    private static final String OTHER = "https://meet.example.org/room-2";
    private static final String TOLD = "Where your session takes place";

    private Person instructor;
    private UUID course;
    private UUID slot;

    @BeforeEach
    void aSession() {
        instructor = scenario().instructor();
        course = scenario().publishedCourse(instructor, "0.00", "USD");
        slot = scenario().slot(instructor, course, Duration.ofDays(5), 5);
    }

    private UUID booked(Person student, UUID where) {
        return UUID.fromString(scenario().book(student, where).get("bookingId"));
    }

    private Api.Answer meetAt(@Nullable String url) {
        Map<String, Object> change = new HashMap<>();
        change.put("meetingUrl", url);
        return instructor.api().patch("/api/slots/" + slot, change);
    }

    private static @Nullable String addressOf(Person student, UUID booking) {
        JsonNode url = student.api().get("/api/bookings/" + booking).json().path("meetingUrl");
        return url.isNull() ? null : url.asString();
    }

    @Test
    void everybodyWhoIsBookedIsToldItAndSoIsWhoBooksLater() {
        Person first = scenario().student();
        Person second = scenario().student();
        UUID firstBooking = booked(first, slot);
        UUID secondBooking = booked(second, slot);

        assertThat(meetAt(ROOM).status()).isEqualTo(204);

        await().untilAsserted(() -> {
            assertThat(messagesOf(first, TOLD)).singleElement().asString().contains(ROOM);
            assertThat(messagesOf(second, TOLD)).singleElement().asString().contains(ROOM);
            assertThat(addressOf(first, firstBooking)).isEqualTo(ROOM);
            assertThat(addressOf(second, secondBooking)).isEqualTo(ROOM);
        });
        Person third = scenario().student();
        UUID thirdBooking = booked(third, slot);
        await().untilAsserted(() -> {
            assertThat(messagesOf(third, "Your booking is confirmed"))
                    .singleElement()
                    .asString()
                    .contains(ROOM);
            assertThat(addressOf(third, thirdBooking)).isEqualTo(ROOM);
        });
        assertThat(messagesOf(third, TOLD)).isEmpty();
    }

    @Test
    void itIsToldOnceAndTakenBack() {
        Person student = scenario().student();
        UUID booking = booked(student, slot);
        meetAt(ROOM);
        meetAt(ROOM);
        await().untilAsserted(() -> assertThat(messagesOf(student, TOLD)).hasSize(1));

        assertThat(meetAt(OTHER).status()).isEqualTo(204);
        await().untilAsserted(() -> assertThat(messagesOf(student, TOLD)).hasSize(2));

        assertThat(meetAt(null).status()).isEqualTo(204);
        await().untilAsserted(() -> {
            assertThat(messagesOf(student, "The address of your session was taken back"))
                    .hasSize(1);
            assertThat(addressOf(student, booking)).isNull();
        });
        assertThat(messagesOf(student, TOLD)).hasSize(2);
    }

    @Test
    void whoHasAnotherAddressThanTheOthersKeepsIt() {
        Person alone = scenario().student();
        Person other = scenario().student();
        UUID ofAlone = booked(alone, slot);
        UUID ofOther = booked(other, slot);
        String own = "https://meet.example.org/for-you";
        assertThat(instructor
                        .api()
                        .put("/api/bookings/" + ofAlone + "/meeting", Map.of("meetingUrl", own))
                        .status())
                .isEqualTo(204);

        meetAt(ROOM);
        meetAt(OTHER);
        await().untilAsserted(() -> assertThat(addressOf(other, ofOther)).isEqualTo(OTHER));
        meetAt(null);

        await().untilAsserted(() -> assertThat(addressOf(other, ofOther)).isNull());
        assertThat(addressOf(alone, ofAlone)).isEqualTo(own);
    }

    @Test
    void onlyItsInstructorAndAdminsSeeItInTheSlot() {
        meetAt(ROOM);
        String path = "/api/slots/" + slot;

        await().untilAsserted(() -> assertThat(
                        instructor.api().get(path).json().path("meetingUrl").asString())
                .isEqualTo(ROOM));
        assertThat(scenario().admin().get(path).json().path("meetingUrl").asString())
                .isEqualTo(ROOM);
        assertThat(api().get(path).json().path("meetingUrl").isNull()).isTrue();
        assertThat(scenario()
                        .student()
                        .api()
                        .get("/api/courses/" + course + "/slots")
                        .text())
                .doesNotContain(ROOM);
        assertThat(scenario()
                        .instructor()
                        .api()
                        .patch(path, Map.of("meetingUrl", OTHER))
                        .status())
                .isEqualTo(403);
        assertThat(meetAt("javascript:alert(1)").status()).isEqualTo(400);
        assertThat(meetAt("https://meet.example.org/a room").status()).isEqualTo(400);
        assertThat(instructor.api().get(path).json().path("meetingUrl").asString())
                .isEqualTo(ROOM);
    }

    @Test
    void aSlotIsOpenedWithItAndSoIsASeries() {
        Instant start = Instant.now().plus(Duration.ofDays(9)).truncatedTo(ChronoUnit.HOURS);
        UUID opened = UUID.fromString(instructor
                .api()
                .post(
                        "/api/courses/" + course + "/slots",
                        Map.of(
                                "startTimeUtc", start.toString(),
                                "endTimeUtc", start.plus(Duration.ofHours(1)).toString(),
                                "meetingUrl", ROOM))
                .get("slotId"));
        JsonNode series = instructor
                .api()
                .post(
                        "/api/courses/" + course + "/slot-series",
                        Map.of(
                                "rrule",
                                "FREQ=DAILY;COUNT=3",
                                "timeZone",
                                "UTC",
                                "firstStartLocal",
                                LocalDateTime.ofInstant(start.plus(Duration.ofDays(1)), ZoneOffset.UTC)
                                        .toString(),
                                "durationMinutes",
                                60,
                                "meetingUrl",
                                ROOM))
                .json()
                .path("slotIds");
        UUID second = UUID.fromString(series.get(1).asString());
        UUID third = UUID.fromString(series.get(2).asString());
        Person student = scenario().student();
        UUID alone = booked(student, opened);
        UUID ofSeries = booked(student, third);
        await().untilAsserted(() -> assertThat(addressOf(student, ofSeries)).isEqualTo(ROOM));
        assertThat(addressOf(student, alone)).isEqualTo(ROOM);

        assertThat(instructor
                        .api()
                        .patch("/api/slots/" + second, Map.of("meetingUrl", OTHER, "scope", "Following"))
                        .status())
                .isEqualTo(204);

        await().untilAsserted(() -> assertThat(addressOf(student, ofSeries)).isEqualTo(OTHER));
        assertThat(addressOf(student, alone)).isEqualTo(ROOM);
    }
}
