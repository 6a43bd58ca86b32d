package io.medicaledu.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.medicaledu.app.support.Api;
import io.medicaledu.app.support.Scenario.Person;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of those who wait when the course is taken off the list, or the session is moved. */
class WaitlistOfferedCourseTest extends FullSlot {

    private static final String OFFERED = "A seat is free for you";
    private static final String WITHDRAWN = "The seat that is kept for you cannot be booked at present";
    private static final String PAUSED = "The session that you wait for is not offered at present";

    private Person first;
    private Person second;

    @BeforeEach
    void twoWait() {
        first = waiting();
        second = waiting();
    }

    private void publish(boolean published) {
        String publication = "/api/courses/" + course + "/publication";
        Api api = instructor.api();
        assertThat((published ? api.put(publication) : api.delete(publication)).status())
                .isEqualTo(204);
    }

    private void awaitTold(Person student, String title) {
        await().untilAsserted(() -> assertThat(titlesOf(student)).contains(title));
    }

    private long told(Person student, String title) {
        return titlesOf(student).stream().filter(title::equals).count();
    }

    private void awaitPosition(Person student, int position) {
        await().untilAsserted(() -> assertThat(
                        student.api().get(path()).json().path("position").asInt(-1))
                .isEqualTo(position));
    }

    @Test
    void nobodyIsOfferedASeatThatCannotBeBooked() {
        publish(false);
        awaitTold(first, PAUSED);
        awaitTold(second, PAUSED);

        cancelBooking();

        awaitTold(holder, "Your booking was cancelled");
        assertThat(titlesOf(first)).doesNotContain(OFFERED);
        awaitPosition(first, 1);
        awaitPosition(second, 2);
        publish(true);
        awaitTold(first, OFFERED);
        awaitPosition(first, 0);
        assertThat(scenario().book(scenario().student(), slot).code()).isEqualTo("slot-full");
        assertThat(scenario().book(first, slot).get("status")).isEqualTo("Confirmed");
    }

    @Test
    void whoHadAnOfferIsTheNextAgain() {
        cancelBooking();
        awaitTold(first, OFFERED);
        publish(false);
        awaitTold(first, WITHDRAWN);
        awaitTold(second, PAUSED);
        assertThat(told(first, PAUSED))
                .as("the loss of the offer says it already")
                .isZero();
        awaitPosition(first, 1);
        awaitPosition(second, 2);
        await().untilAsserted(
                        () -> assertThat(jdbc.sql("SELECT count(*) FROM process_manager.seat_offers WHERE slot_id = ?")
                                        .param(slot)
                                        .query(Integer.class)
                                        .single())
                                .isZero());

        publish(true);

        await().untilAsserted(() -> assertThat(told(first, OFFERED)).isEqualTo(2));
        assertThat(titlesOf(second)).doesNotContain(OFFERED);
        publish(false);
        awaitPosition(first, 1);
        publish(true);
        await().untilAsserted(() -> assertThat(told(first, OFFERED)).isEqualTo(3));
        assertThat(told(first, WITHDRAWN)).isEqualTo(2);
        assertThat(told(second, PAUSED)).isEqualTo(1);
    }

    @Test
    void aSeatThatCameFreeMeanwhileIsForNobodyElse() {
        publish(false);
        awaitTold(first, PAUSED);
        cancelBooking();
        publish(true);

        // However soon somebody comes.
        assertThat(scenario().book(scenario().student(), slot).code()).isEqualTo("slot-full");
        awaitTold(first, OFFERED);
    }

    @Test
    void aPauseEndsWithTheLastWhoWaits() {
        publish(false);
        awaitTold(second, PAUSED);
        first.api().delete(path());
        second.api().delete(path());
        publish(true);
        Person third = waiting();

        cancelBooking();

        awaitTold(third, OFFERED);
        third.api().delete(path());
        assertThat(scenario().book(scenario().student(), slot).get("status")).isEqualTo("Confirmed");
    }

    @Test
    void nobodyWaitsForACourseThatIsGone() {
        cancelBooking();
        awaitTold(first, OFFERED);

        assertThat(instructor.api().delete("/api/courses/" + course).status()).isEqualTo(204);

        awaitTold(first, "The session that you waited for was cancelled");
        awaitTold(second, "The session that you waited for was cancelled");
        await().untilAsserted(() -> assertThat(first.api().get(path()).code()).isEqualTo("not-found"));
        assertThat(titlesOf(second)).doesNotContain(OFFERED);
    }

    @Test
    void anInstructorWhoLeavesPausesThemAndASuccessorGoesOn() {
        Person successor = scenario().instructor();
        Api admin = scenario().admin();
        cancelBooking();
        awaitTold(first, OFFERED);
        assertThat(admin.patch("/api/users/" + instructor.id(), Map.of("active", false))
                        .status())
                .isEqualTo(204);
        awaitTold(first, WITHDRAWN);
        awaitPosition(first, 1);

        assertThat(admin.post("/api/courses/" + course + "/handover", Map.of("instructorId", successor.id()))
                        .status())
                .isEqualTo(204);
        assertThat(successor
                        .api()
                        .put("/api/courses/" + course + "/publication")
                        .status())
                .isEqualTo(204);

        await().untilAsserted(() -> assertThat(told(first, OFFERED)).isEqualTo(2));
    }

    @Test
    void whoWaitsIsToldThatTheSessionHasAnotherTime() {
        Instant start = Instant.parse(api().get("/api/slots/" + slot).get("startTimeUtc"))
                .plus(Duration.ofDays(2));

        assertThat(instructor
                        .api()
                        .patch("/api/slots/" + slot, Map.of("startTimeUtc", start.toString()))
                        .status())
                .isEqualTo(204);

        awaitTold(first, "The session that you wait for has another time");
        awaitTold(second, "The session that you wait for has another time");
        awaitPosition(second, 2);
        assertThat(instructor
                        .api()
                        .patch("/api/slots/" + slot, Map.of("notes", "Bring a stethoscope"))
                        .status())
                .isEqualTo(204);
        cancelBooking();
        awaitTold(first, OFFERED);
        assertThat(told(first, "The session that you wait for has another time"))
                .isEqualTo(1);
    }
}
