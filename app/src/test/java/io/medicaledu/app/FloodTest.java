package io.medicaledu.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.medicaledu.app.support.PlatformTest;
import io.medicaledu.app.support.Scenario.Person;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Nobody is told the same thing ten times. */
class FloodTest extends PlatformTest {

    private record Told(String type, OffsetDateTime due) {}

    private List<Told> told(UUID user, String type) {
        return jdbc.sql("""
                        SELECT payload ->> 'type' AS type, (payload ->> 'scheduledFor')::timestamptz AS due
                        FROM event_store.domain_events
                        WHERE payload_type = 'NotificationCreated' AND payload ->> 'userId' = ?
                          AND payload ->> 'type' = ?""")
                .params(user.toString(), type)
                .query((row, index) -> new Told(row.getString("type"), row.getObject("due", OffsetDateTime.class)))
                .list();
    }

    private void addMaterials(Person instructor, UUID course) {
        for (int i = 0; i < 10; i++) {
            assertThat(instructor
                            .api()
                            .post(
                                    "/api/courses/" + course + "/materials",
                                    Map.of("title", "Slides " + i, "fileUrl", "https://files.example/" + i))
                            .status())
                    .isEqualTo(201);
        }
        // What follows is told after it.
        instructor.api().patch("/api/users/me", Map.of("displayName", "Dr. Who " + UUID.randomUUID()));
    }

    private Person enrolled(UUID course) {
        Person student = scenario().student();
        assertThat(student.api()
                        .post("/api/enrollments", Map.of("courseId", course))
                        .status())
                .isEqualTo(201);
        return student;
    }

    @Test
    void tenMaterialsInAnHourAreOneDigest() {
        Person instructor = scenario().instructor();
        UUID course = scenario().publishedCourse(instructor, "0.00", "USD");
        Person student = enrolled(course);
        addMaterials(instructor, course);
        assertThat(instructor
                        .api()
                        .patch("/api/courses/" + course, Map.of("title", "Airways"))
                        .status())
                .isEqualTo(204);

        await().untilAsserted(
                        () -> assertThat(told(student.id(), "CourseUpdated")).hasSize(1));
        assertThat(told(student.id(), "CourseUpdated").getFirst().due().toInstant())
                .isBetween(
                        Instant.now().plus(Duration.ofMinutes(55)),
                        Instant.now().plus(Duration.ofMinutes(60)));

        jdbc.sql("UPDATE command_side.course_digests SET since = since - interval '1 hour' WHERE course_id = ?")
                .param(course)
                .update();
        addMaterials(instructor, course);
        await().untilAsserted(
                        () -> assertThat(told(student.id(), "CourseUpdated")).hasSize(2));
        awaitEverythingIsTold();
        assertThat(told(student.id(), "CourseUpdated")).hasSize(2);
    }

    /** Somebody who registers now is told after everything that has happened before. */
    private void awaitEverythingIsTold() {
        Person latest = scenario().student();
        await().untilAsserted(
                        () -> assertThat(told(latest.id(), "EmailVerification")).hasSize(1));
    }

    @Test
    void aCourseThatIsPublishedAgainIsNoNewOne() {
        Person instructor = scenario().instructor();
        Person student = enrolled(scenario().publishedCourse(instructor, "0.00", "USD"));
        UUID second = scenario().publishedCourse(instructor, "0.00", "USD");
        await().untilAsserted(
                        () -> assertThat(told(student.id(), "CoursePublished")).hasSize(1));

        for (int i = 0; i < 3; i++) {
            assertThat(instructor
                            .api()
                            .delete("/api/courses/" + second + "/publication")
                            .status())
                    .isEqualTo(204);
            assertThat(instructor
                            .api()
                            .put("/api/courses/" + second + "/publication")
                            .status())
                    .isEqualTo(204);
        }

        awaitEverythingIsTold();
        assertThat(told(student.id(), "CoursePublished")).hasSize(1);
    }

    @Test
    void anAddressGetsAFewSecurityMailsAnHour() {
        Person student = scenario().student();
        await().untilAsserted(() ->
                assertThat(told(student.id(), "EmailVerification")).hasSize(1));

        for (int i = 0; i < 10; i++) {
            assertThat(api().post("/api/auth/password-reset-requests", Map.of("email", student.email()))
                            .status())
                    .isEqualTo(202);
        }

        awaitEverythingIsTold();
        assertThat(told(student.id(), "PasswordReset")).hasSize(2);
        jdbc.sql("UPDATE command_side.hourly_counts SET since = since - interval '1 hour' WHERE key = ?")
                .param(student.email())
                .update();
        api().post("/api/auth/password-reset-requests", Map.of("email", student.email()));
        await().untilAsserted(
                        () -> assertThat(told(student.id(), "PasswordReset")).hasSize(3));
    }

    @Test
    void whoComesAndGoesWithOneAddressIsWrittenToAFewTimes() {
        String email = "again-" + UUID.randomUUID() + "@example.org";
        UUID[] users = new UUID[6];
        for (int i = 0; i < users.length; i++) {
            users[i] = UUID.fromString(api().post(
                            "/api/auth/registration",
                            Map.of(
                                    "email",
                                    email,
                                    "password",
                                    "correct horse",
                                    "displayName",
                                    "Ada",
                                    "timeZone",
                                    "UTC"))
                    .get("userId"));
            assertThat(api().as(scenario().logIn(email, "correct horse"))
                            .delete("/api/users/me")
                            .status())
                    .isEqualTo(204);
        }

        awaitEverythingIsTold();
        assertThat(Arrays.stream(users)
                        .mapToInt(user -> told(user, "EmailVerification").size())
                        .sum())
                .isLessThanOrEqualTo(3);
    }
}
