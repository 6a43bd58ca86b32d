package io.medicaledu.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.medicaledu.app.support.Api;
import io.medicaledu.app.support.PlatformTest;
import io.medicaledu.app.support.Scenario.Person;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An instructor with many students is told of a session, not of each of its bookings. */
class SessionNewsTest extends PlatformTest {

    private static final int STUDENTS = 6;

    private Person instructor;
    private UUID slot;
    private final List<Person> students = new ArrayList<>();
    private final List<UUID> bookings = new ArrayList<>();

    @BeforeEach
    void aPopularSession() {
        instructor = scenario().instructor();
        UUID course = scenario().publishedCourse(instructor, "0.00", "USD");
        slot = scenario().slot(instructor, course, Duration.ofDays(5), STUDENTS);
        for (int i = 0; i < STUDENTS; i++) {
            Person student = scenario().student();
            students.add(student);
            bookings.add(UUID.fromString(scenario().book(student, slot).get("bookingId")));
        }
        awaitToldOf(students.getLast(), "Your booking is confirmed");
    }

    private void awaitToldOf(Person person, String title) {
        await().untilAsserted(() -> assertThat(titlesOf(person)).contains(title));
    }

    /** By whom it was not taken back: what is written down for the instructor, with the time for which it is scheduled. */
    private List<String> scheduled(String title) {
        return jdbc.sql("""
                        SELECT coalesce(created.payload ->> 'scheduledFor', '') FROM event_store.domain_events AS created
                        WHERE created.payload_type = 'NotificationCreated' AND created.payload ->> 'userId' = ?
                          AND created.payload ->> 'title' LIKE ?
                          AND NOT EXISTS (
                              SELECT FROM event_store.domain_events AS cancelled
                              WHERE cancelled.aggregate_identifier = created.aggregate_identifier
                                AND cancelled.payload_type = 'NotificationCancelled')""")
                .params(instructor.id().toString(), title)
                .query(String.class)
                .list();
    }

    private Instant start() {
        return Instant.parse(api().get("/api/slots/" + slot).get("startTimeUtc"));
    }

    @Test
    void ofSixBookingsThreeAreToldAndTheOthersTogether() {
        assertThat(scheduled("A new booking")).hasSize(3);
        assertThat(scheduled("More news of your session"))
                .singleElement()
                .satisfies(due -> assertThat(Instant.parse(due))
                        .isBetween(
                                Instant.now().plus(Duration.ofMinutes(50)),
                                Instant.now().plus(Duration.ofMinutes(60))));
        assertThat(scheduled("In an hour: %"))
                .singleElement()
                .satisfies(due -> assertThat(Instant.parse(due)).isEqualTo(start().minus(Duration.ofHours(1))));

        jdbc.sql("UPDATE command_side.session_digests SET until = until - interval '1 hour' WHERE slot_id = ?")
                .param(slot)
                .update();
        students.getFirst().api().post("/api/bookings/" + bookings.getFirst() + "/cancellation");

        await().untilAsserted(
                        () -> assertThat(scheduled("A booking was cancelled")).hasSize(1));
        assertThat(scheduled("In an hour: %")).hasSize(1);
    }

    @Test
    void theReminderGoesWithTheLastBooking() {
        for (int i = 0; i < STUDENTS; i++) {
            assertThat(students.get(i)
                            .api()
                            .post("/api/bookings/" + bookings.get(i) + "/cancellation")
                            .status())
                    .isEqualTo(200);
        }
        await().untilAsserted(() -> assertThat(scheduled("In an hour: %")).isEmpty());

        scenario().book(scenario().student(), slot);

        await().untilAsserted(() -> assertThat(scheduled("In an hour: %")).hasSize(1));
    }

    @Test
    void aSessionThatIsMovedIsToldOnceAndRemindedOfAtItsTime() {
        Instant later = start().plus(Duration.ofDays(1)).truncatedTo(ChronoUnit.SECONDS);

        Api.Answer moved = instructor.api().patch("/api/slots/" + slot, Map.of("startTimeUtc", later.toString()));
        assertThat(moved.status()).as(moved.text()).isEqualTo(204);

        students.forEach(student -> awaitToldOf(student, "Your session has another time"));
        assertThat(scheduled("Your session has another time")).hasSize(1);
        await().untilAsserted(() -> assertThat(scheduled("In an hour: %"))
                .singleElement()
                .satisfies(due -> assertThat(Instant.parse(due)).isEqualTo(later.minus(Duration.ofHours(1)))));
    }

    @Test
    void nobodyIsRemindedOfTheTimeBefore() {
        Instant soon = Instant.now().plus(Duration.ofMinutes(40)).truncatedTo(ChronoUnit.SECONDS);

        assertThat(instructor
                        .api()
                        .patch("/api/slots/" + slot, Map.of("startTimeUtc", soon.toString()))
                        .status())
                .isEqualTo(204);

        await().untilAsserted(() -> {
            assertThat(scheduled("Your session has another time")).hasSize(1);
            assertThat(scheduled("In an hour: %")).isEmpty();
        });
    }

    @Test
    void whoTakesTheSessionOverIsToldAnew() {
        Person successor = scenario().instructor();
        UUID course = UUID.fromString(api().get("/api/slots/" + slot).get("courseId"));
        assertThat(instructor
                        .api()
                        .post("/api/courses/" + course + "/handover", Map.of("instructorId", successor.id()))
                        .status())
                .isEqualTo(204);
        await().untilAsserted(() -> assertThat(scheduled("In an hour: %")).isEmpty());

        students.getFirst().api().post("/api/bookings/" + bookings.getFirst() + "/cancellation");

        awaitToldOf(successor, "A booking was cancelled");
    }

    @Test
    void aSessionThatIsCancelledIsToldOnce() {
        assertThat(instructor
                        .api()
                        .post("/api/slots/" + slot + "/cancellation", Map.of("reason", "ill"))
                        .status())
                .isEqualTo(204);

        students.forEach(student -> awaitToldOf(student, "Your booking was cancelled"));
        assertThat(scheduled("Your session was cancelled")).hasSize(1);
        assertThat(scheduled("A booking was cancelled")).isEmpty();
        assertThat(scheduled("More news of your session")).isEmpty();
        assertThat(scheduled("In an hour: %")).isEmpty();
    }
}
