package io.medicaledu.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.medicaledu.app.support.Api;
import io.medicaledu.app.support.PlatformTest;
import io.medicaledu.app.support.Scenario;
import io.medicaledu.shared.Ids;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** After the payment: the session, its marks, the course's materials and progress, and the ratings. */
class SessionTest extends PlatformTest {

    @AfterEach
    void moneyAddsUp() {
        assertMoneyAddsUp();
    }

    @Test
    void aSessionIsCompletedAndRated() {
        Scenario.Person instructor = scenario().instructor();
        UUID course = scenario().publishedCourse(instructor, "45.00", "USD");
        UUID future = scenario().slot(instructor, course, Duration.ofDays(2), 1);
        Scenario.Booked booked =
                scenario().inSession(instructor, course, scenario().student());
        Scenario.Booked later = scenario().confirmed(booked.student(), future);
        String path = "/api/bookings/" + booked.id();
        Api student = booked.student().api();

        assertThat(student.post(path + "/rating", Map.of("rating", 5)).code()).isEqualTo("rating-not-allowed");
        assertThat(instructor
                        .api()
                        .post("/api/bookings/" + later.id() + "/completion")
                        .code())
                .isEqualTo("booking-state");
        assertThat(student.post(path + "/completion").status()).isEqualTo(403);
        assertThat(scenario().instructor().api().post(path + "/completion").status())
                .isEqualTo(404);
        assertThat(instructor.api().post(path + "/completion").status()).isEqualTo(204);
        booked.awaitStatus("Completed");
        assertThat(instructor.api().post(path + "/completion").code()).isEqualTo("booking-state");
        assertThat(instructor.api().post(path + "/no-show").code()).isEqualTo("booking-state");
        assertThat(student.post(path + "/cancellation").code()).isEqualTo("booking-state");

        assertThat(student.post(path + "/rating", Map.of("rating", 6)).code()).isEqualTo("validation");
        assertThat(student.post(path + "/rating", Map.of("rating", 4, "review", "Good"))
                        .status())
                .isEqualTo(201);
        assertThat(student.post(path + "/rating", Map.of("rating", 4)).code()).isEqualTo("rating-exists");
        assertThat(student.put(path + "/rating", Map.of("rating", 5, "review", "Very good"))
                        .status())
                .isEqualTo(204);
        assertThat(student.post("/api/courses/" + course + "/ratings", Map.of("rating", 2, "isPublic", false))
                        .status())
                .isEqualTo(201);

        await().untilAsserted(() -> {
            JsonNode ratings = student.get("/api/instructors/" + instructor.id() + "/ratings")
                    .json();
            assertThat(ratings.path("average").asDouble()).isEqualTo(5);
            assertThat(ratings.path("count").asInt()).isEqualTo(1);
            assertThat(ratings.path("items").get(0).path("review").asString()).isEqualTo("Very good");
            assertThat(student.get("/api/courses/" + course + "/ratings")
                            .json()
                            .path("count")
                            .asInt())
                    .isZero();
            assertThat(instructor
                            .api()
                            .get("/api/courses/" + course + "/ratings")
                            .json()
                            .path("count")
                            .asInt())
                    .isEqualTo(1);
        });
    }

    @Test
    void aSessionThatNobodyMarksIsCompletedADayLater() {
        Scenario.Person instructor = scenario().instructor();
        UUID course = scenario().publishedCourse(instructor, "45.00", "USD");
        Scenario.Booked booked =
                scenario().inSession(instructor, course, scenario().student());

        // As if it had ended 25 hours ago.
        jdbc.sql("""
                        UPDATE command_side.booking_claims
                        SET during = tstzrange(now() - interval '26 hours', now() - interval '25 hours')
                        WHERE booking_id = ?""").param(booked.id()).update();

        booked.awaitStatus("Completed");
        assertThat(booked.student()
                        .api()
                        .post("/api/bookings/" + booked.id() + "/rating", Map.of("rating", 4))
                        .status())
                .isEqualTo(201);
    }

    @Test
    void anAbsentStudentIsMarkedAndTheMeetingIsForThePartiesOnly() {
        Scenario.Person instructor = scenario().instructor();
        UUID course = scenario().publishedCourse(instructor, "0.00", "USD");
        UUID slot = scenario().slot(instructor, course, Duration.ofSeconds(2), 1);
        Scenario.Person student = scenario().student();
        String path = "/api/bookings/" + scenario().book(student, slot).get("bookingId");

        assertThat(instructor
                        .api()
                        .put(path + "/meeting", Map.of("meetingUrl", "https://meet.example.org/1"))
                        .status())
                .isEqualTo(204);
        assertThat(instructor
                        .api()
                        .put(path + "/meeting", Map.of("meetingUrl", "javascript:x"))
                        .code())
                .isEqualTo("validation");
        await().untilAsserted(() ->
                assertThat(student.api().get(path).get("meetingUrl")).isEqualTo("https://meet.example.org/1"));
        assertThat(scenario().admin().get(path).json().path("meetingUrl").isNull())
                .isTrue();
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(
                                instructor.api().post(path + "/no-show").status())
                        .isEqualTo(204));

        await().untilAsserted(
                        () -> assertThat(student.api().get(path).get("status")).isEqualTo("NoShow"));
        assertThat(student.api().post(path + "/rating", Map.of("rating", 1)).code())
                .isEqualTo("rating-not-allowed");
    }

    @Test
    void aCourseIsLearntMaterialByMaterial() {
        Scenario.Person instructor = scenario().instructor();
        UUID course = scenario().publishedCourse(instructor, "0.00", "USD");
        String materials = "/api/courses/" + course + "/materials";
        String first = material(instructor, materials, "One", true);
        String second = material(instructor, materials, "Two", true);
        String extra = material(instructor, materials, "Extra", false);
        Scenario.Person student = scenario().student();
        Api api = student.api();

        assertThat(instructor
                        .api()
                        .put(materials + "/order", Map.of("materialIds", List.of(second, first, extra)))
                        .status())
                .isEqualTo(204);
        assertThat(instructor
                        .api()
                        .put(materials + "/order", Map.of("materialIds", List.of(second)))
                        .code())
                .isEqualTo("validation");
        await().untilAsserted(() -> assertThat(api.get(materials)
                        .json()
                        .path("items")
                        .get(0)
                        .path("title")
                        .asString())
                .isEqualTo("Two"));
        assertThat(api.get(materials)
                        .json()
                        .path("items")
                        .get(0)
                        .path("fileUrl")
                        .isNull())
                .isTrue();

        Api.Answer enrolled = api.post("/api/enrollments", Map.of("courseId", course));
        assertThat(enrolled.status()).as(enrolled.text()).isEqualTo(201);
        assertThat(api.post("/api/enrollments", Map.of("courseId", course)).code())
                .isEqualTo("enrollment-state");
        String enrollment = "/api/enrollments/" + enrolled.get("enrollmentId");
        await().untilAsserted(() -> assertThat(api.get(materials)
                        .json()
                        .path("items")
                        .get(0)
                        .path("fileUrl")
                        .asString(""))
                .startsWith("https://files"));

        assertThat(progress(api, enrollment, first, true)
                        .json()
                        .path("progressPercentage")
                        .asDouble())
                .isEqualTo(50.00);
        assertThat(progress(api, enrollment, extra, true)
                        .json()
                        .path("progressPercentage")
                        .asDouble())
                .isEqualTo(50.00);
        assertThat(progress(api, enrollment, second, true)
                        .json()
                        .path("progressPercentage")
                        .asDouble())
                .isEqualTo(100.00);
        assertThat(progress(api, enrollment, UUID.randomUUID().toString(), true).code())
                .isEqualTo("not-found");
        assertThat(progress(scenario().student().api(), enrollment, first, true).code())
                .isEqualTo("not-found");
        await().untilAsserted(() -> {
            JsonNode view = api.get(enrollment).json();
            assertThat(view.path("progressPercentage").asDouble()).isEqualTo(100.00);
            assertThat(view.path("completedAt").isNull()).isFalse();
            assertThat(view.path("lastAccessedAt").isNull()).isFalse();
            assertThat(api.get(enrollment + "/progress").json().path("items")).hasSize(3);
        });
        material(instructor, materials, "Three", true);
        await().untilAsserted(() -> assertThat(
                        api.get(enrollment).json().path("progressPercentage").asDouble())
                .isEqualTo(66.66));
    }

    private static String material(Scenario.Person instructor, String path, String title, boolean required) {
        Api.Answer answer = instructor
                .api()
                .post(
                        path,
                        Map.of(
                                "title", title,
                                "fileUrl", "https://files.example.org/" + title,
                                "isRequired", required));
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        return answer.get("materialId");
    }

    private static Api.Answer progress(Api api, String enrollment, String material, boolean completed) {
        return api.put(enrollment + "/progress/" + material, Map.of("timeSpentSeconds", 60, "isCompleted", completed));
    }

    @Test
    void anEnrollmentNeedsAFreeCourseABookingOrAnAdmin() {
        Scenario.Person instructor = scenario().instructor();
        UUID course = scenario().publishedCourse(instructor, "45.00", "USD");
        Scenario.Person student = scenario().student();

        assertThat(student.api()
                        .post("/api/enrollments", Map.of("courseId", course))
                        .code())
                .isEqualTo("course-not-free");
        assertThat(student.api()
                        .post("/api/enrollments", Map.of("courseId", course, "studentId", UUID.randomUUID()))
                        .code())
                .isEqualTo("forbidden");
        assertThat(student.api()
                        .post("/api/courses/" + course + "/ratings", Map.of("rating", 3))
                        .code())
                .isEqualTo("rating-not-allowed");
        assertThat(scenario()
                        .admin()
                        .post("/api/enrollments", Map.of("courseId", course, "studentId", student.id()))
                        .status())
                .isEqualTo(201);
    }

    @Test
    void anEnrollmentEndsWithTheRefundOfItsLastBooking() {
        Scenario.Person instructor = scenario().instructor();
        UUID course = scenario().publishedCourse(instructor, "45.00", "USD");
        Scenario.Booked booked =
                scenario().confirmed(scenario().student(), scenario().slot(instructor, course, Duration.ofDays(3), 1));
        Api student = booked.student().api();
        String enrollment =
                "/api/enrollments/" + Ids.enrollment(booked.student().id(), course);
        await().untilAsserted(() -> assertThat(
                        student.get(enrollment).json().path("isActive").asBoolean())
                .isTrue());

        assertThat(student.post("/api/bookings/" + booked.id() + "/cancellation")
                        .status())
                .isEqualTo(200);

        await().untilAsserted(() -> assertThat(
                        student.get(enrollment).json().path("isActive").asBoolean())
                .isFalse());
        scenario().confirmed(booked.student(), scenario().slot(instructor, course, Duration.ofDays(4), 1));
        await().untilAsserted(() -> assertThat(
                        student.get(enrollment).json().path("isActive").asBoolean())
                .isTrue());
    }
}
