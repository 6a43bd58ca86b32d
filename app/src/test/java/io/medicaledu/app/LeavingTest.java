package io.medicaledu.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.medicaledu.app.support.Api;
import io.medicaledu.app.support.PlatformTest;
import io.medicaledu.app.support.Scenario.Booked;
import io.medicaledu.app.support.Scenario.Person;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/** Nobody is left with a session that nobody holds: instructors who leave say what becomes of theirs. */
class LeavingTest extends PlatformTest {

    private Api admin;
    private Person instructor;
    private Person successor;
    private UUID course;

    @BeforeEach
    void people() {
        admin = scenario().admin();
        instructor = scenario().instructor();
        successor = scenario().instructor();
        course = scenario().publishedCourse(instructor, "45.00", "USD");
    }

    /** How an instructor stops teaching. */
    private enum Departure {
        DEACTIVATION {
            @Override
            Api.Answer of(Api admin, UUID user, Map<String, Object> leaving) {
                return patch(admin, user, Map.of("active", false), leaving);
            }
        },
        OTHER_ROLE {
            @Override
            Api.Answer of(Api admin, UUID user, Map<String, Object> leaving) {
                return patch(admin, user, Map.of("role", "Student"), leaving);
            }
        },
        DELETION {
            @Override
            Api.Answer of(Api admin, UUID user, Map<String, Object> leaving) {
                StringBuilder query = new StringBuilder("?");
                leaving.forEach((name, value) -> query.append(name).append('=').append(value));
                return admin.delete("/api/users/" + user + query);
            }
        };

        abstract Api.Answer of(Api admin, UUID user, Map<String, Object> leaving);

        private static Api.Answer patch(Api admin, UUID user, Map<String, Object> change, Map<String, Object> leaving) {
            Map<String, Object> body = new HashMap<>(change);
            body.putAll(leaving);
            return admin.patch("/api/users/" + user, body);
        }
    }

    private UUID slot(int hours) {
        return scenario().slot(instructor, course, Duration.ofDays(10).plusHours(hours), 2);
    }

    private JsonNode course() {
        return admin.get("/api/courses/" + course).json();
    }

    private void awaitOwner(Person owner) {
        await().untilAsserted(() -> assertThat(course().path("instructorId").asString())
                .isEqualTo(owner.id().toString()));
    }

    private int eventsOf(UUID aggregate) {
        return jdbc.sql("""
                        SELECT count(*) FROM event_store.domain_events
                        WHERE aggregate_identifier = ? AND payload_type <> 'EmailTokenIssued'""").param(aggregate.toString()).query(Integer.class).single();
    }

    @ParameterizedTest
    @EnumSource(Departure.class)
    void whoseSessionsAreBookedDoesNotGoJustLikeThat(Departure departure) {
        Booked booked = scenario().confirmed(scenario().student(), slot(0));
        int before = eventsOf(instructor.id());

        assertThat(departure.of(admin, instructor.id(), Map.of()).code()).isEqualTo("instructor-has-bookings");
        assertThat(departure
                        .of(admin, instructor.id(), Map.of("cancelBookings", false))
                        .code())
                .isEqualTo("instructor-has-bookings");
        assertThat(departure
                        .of(
                                admin,
                                instructor.id(),
                                Map.of("handOverTo", booked.student().id()))
                        .code())
                .isEqualTo("not-an-instructor");
        assertThat(departure
                        .of(admin, instructor.id(), Map.of("handOverTo", UUID.randomUUID()))
                        .code())
                .isEqualTo("not-an-instructor");
        assertThat(departure
                        .of(admin, instructor.id(), Map.of("handOverTo", instructor.id()))
                        .code())
                .isEqualTo("validation");

        assertThat(eventsOf(instructor.id())).isEqualTo(before);
        assertThat(booked.status()).isEqualTo("Confirmed");
        assertThat(course().path("isPublished").asBoolean()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(Departure.class)
    void aHeldSeatCountsAsBooked(Departure departure) {
        assertThat(scenario().book(scenario().student(), slot(0)).status()).isEqualTo(201);

        assertThat(departure.of(admin, instructor.id(), Map.of()).code()).isEqualTo("instructor-has-bookings");
    }

    @ParameterizedTest
    @EnumSource(Departure.class)
    void anotherInstructorTakesOver(Departure departure) {
        UUID slot = slot(0);
        Booked booked = scenario().confirmed(scenario().student(), slot);

        Api.Answer answer = departure.of(admin, instructor.id(), Map.of("handOverTo", successor.id()));

        assertThat(answer.status()).as(answer.text()).isEqualTo(204);
        awaitOwner(successor);
        assertThat(course().path("isPublished").asBoolean()).isTrue();
        assertThat(booked.status()).isEqualTo("Confirmed");
        await().untilAsserted(() -> assertThat(
                        successor.api().get("/api/bookings/" + booked.id()).status())
                .isEqualTo(200));
        await().untilAsserted(() ->
                assertThat(titlesOf(booked.student())).contains("A new instructor for Airway management"));
        await().untilAsserted(() -> assertThat(titlesOf(successor)).contains("Airway management is yours"));
        assertThat(successor
                        .api()
                        .put(
                                "/api/bookings/" + booked.id() + "/meeting",
                                Map.of("meetingUrl", "https://meet.example/1"))
                        .status())
                .isEqualTo(204);
        assertThat(scenario().book(scenario().student(), slot).status()).isEqualTo(201);
        assertThat(successor
                        .api()
                        .post("/api/slots/" + slot + "/cancellation", Map.of("reason", "Ill"))
                        .status())
                .isEqualTo(204);
        booked.awaitPayment("Refunded");
    }

    @ParameterizedTest
    @EnumSource(Departure.class)
    void orWhatIsBookedIsCancelledAndPaidBack(Departure departure) {
        UUID slot = slot(0);
        Booked booked = scenario().confirmed(scenario().student(), slot);

        Api.Answer answer = departure.of(admin, instructor.id(), Map.of("cancelBookings", true));

        assertThat(answer.status()).as(answer.text()).isEqualTo(204);
        booked.awaitStatus("Cancelled");
        booked.awaitPayment("Refunded");
        await().untilAsserted(() ->
                assertThat(course().path("isPublished").asBoolean()).isFalse());
        assertThat(scenario().book(scenario().student(), slot).status()).isEqualTo(409);
    }

    @ParameterizedTest
    @EnumSource(Departure.class)
    void whatIsNotHandedOverIsNotForSaleAnyMore(Departure departure) {
        UUID slot = slot(0);

        assertThat(departure.of(admin, instructor.id(), Map.of()).status()).isEqualTo(204);

        Person student = scenario().student();
        assertThat(scenario().book(student, slot).status()).isEqualTo(409);
        await().untilAsserted(() ->
                assertThat(student.api().get("/api/courses/" + course).status()).isEqualTo(404));
        assertThat(admin.put("/api/courses/" + course + "/publication").code()).isEqualTo("instructor-inactive");
        assertThat(scenario()
                        .openSlot(
                                new Person(instructor.id(), "", admin),
                                course,
                                Instant.now().plusSeconds(900_000),
                                1)
                        .code())
                .isEqualTo("instructor-inactive");

        assertThat(admin.post("/api/courses/" + course + "/handover", Map.of("instructorId", successor.id()))
                        .status())
                .isEqualTo(204);
        assertThat(successor
                        .api()
                        .put("/api/courses/" + course + "/publication")
                        .status())
                .isEqualTo(204);
    }

    @Test
    void aCourseIsHandedOverByItsOwnerOrAnAdminAndNobodyElse() {
        UUID slot = slot(0);
        scenario().confirmed(scenario().student(), slot);
        Map<String, Object> toSuccessor = Map.of("instructorId", successor.id());
        String path = "/api/courses/" + course + "/handover";

        assertThat(successor.api().post(path, toSuccessor).code()).isEqualTo("forbidden");
        assertThat(scenario().student().api().post(path, toSuccessor).code()).isEqualTo("forbidden");
        assertThat(instructor.api().post(path, Map.of()).code()).isEqualTo("validation");
        assertThat(instructor
                        .api()
                        .post("/api/courses/" + UUID.randomUUID() + "/handover", toSuccessor)
                        .code())
                .isEqualTo("not-found");
        assertThat(instructor.api().post(path, toSuccessor).status()).isEqualTo(204);
        assertThat(instructor
                        .api()
                        .post(path, Map.of("instructorId", instructor.id()))
                        .code())
                .isEqualTo("forbidden");

        awaitOwner(successor);
        assertThat(instructor
                        .api()
                        .post("/api/slots/" + slot + "/cancellation", Map.of("reason", "Mine"))
                        .code())
                .isEqualTo("forbidden");
        int events = eventsOf(course);
        assertThat(successor.api().post(path, toSuccessor).status()).isEqualTo(204);
        assertThat(eventsOf(course)).isEqualTo(events);
    }

    @Test
    void whoHasNotSeenTheLatestStateHandsNothingOver() {
        String path = "/api/courses/" + course + "/handover";
        Map<String, Object> toSuccessor = Map.of("instructorId", successor.id());

        assertThat(instructor
                        .api()
                        .with("If-Match", "\"0\"")
                        .post(path, toSuccessor)
                        .code())
                .isEqualTo("precondition-failed");
        assertThat(instructor
                        .api()
                        .with("If-Match", "\"1\"")
                        .post(path, toSuccessor)
                        .status())
                .isEqualTo(204);
    }

    @Test
    void whoHasNoTimeForTheSessionsTakesNothingOver() {
        slot(0);
        UUID other = scenario().publishedCourse(successor, "10.00", "USD");
        scenario().slot(successor, other, Duration.ofDays(10).plusMinutes(30), 1);

        Api.Answer answer =
                instructor.api().post("/api/courses/" + course + "/handover", Map.of("instructorId", successor.id()));

        assertThat(answer.code()).isEqualTo("slot-overlap");
        assertThat(answer.json().path("errors")).hasSize(1);
        assertThat(course().path("instructorId").asString())
                .isEqualTo(instructor.id().toString());
    }

    @Test
    void whoHasBookedASessionCannotTakeItOver() {
        Person student = scenario().student();
        scenario().confirmed(student, slot(0));
        assertThat(admin.patch("/api/users/" + student.id(), Map.of("role", "Instructor"))
                        .status())
                .isEqualTo(204);

        assertThat(instructor
                        .api()
                        .post("/api/courses/" + course + "/handover", Map.of("instructorId", student.id()))
                        .code())
                .isEqualTo("own-slot");
    }

    @Test
    void aSeriesIsCancelledByWhoHasTakenItOver() {
        String series = instructor
                .api()
                .post(
                        "/api/courses/" + course + "/slot-series",
                        Map.of(
                                "rrule",
                                "FREQ=WEEKLY;COUNT=3",
                                "timeZone",
                                "Europe/Berlin",
                                "firstStartLocal",
                                "2032-03-01T09:00:00",
                                "durationMinutes",
                                60))
                .get("seriesId");
        assertThat(instructor
                        .api()
                        .post("/api/courses/" + course + "/handover", Map.of("instructorId", successor.id()))
                        .status())
                .isEqualTo(204);
        String path = "/api/slot-series/" + series + "/cancellation";

        assertThat(instructor.api().post(path, Map.of("reason", "No")).code()).isEqualTo("forbidden");
        assertThat(successor.api().post(path, Map.of("reason", "Yes")).status()).isEqualTo(200);
    }

    @Test
    void whoIsBookedWhileTheInstructorLeavesIsRefusedOrKeepsTheInstructor() throws Exception {
        for (int round = 0; round < 5; round++) {
            Person leaver = scenario().instructor();
            UUID theirs = scenario().publishedCourse(leaver, "0.00", "USD");
            UUID slot = scenario().slot(leaver, theirs, Duration.ofDays(5), 20);
            List<Person> students = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                students.add(scenario().student());
            }
            List<Callable<Api.Answer>> calls = new ArrayList<>();
            students.forEach(student -> calls.add(() -> scenario().book(student, slot)));
            calls.add(2, () -> Departure.DEACTIVATION.of(admin, leaver.id(), Map.of()));
            try (ExecutorService atOnce = Executors.newFixedThreadPool(calls.size())) {
                List<Future<Api.Answer>> answers = atOnce.invokeAll(calls);
                boolean left = answers.get(2).get().status() == 204;
                long booked = answers.stream()
                        .map(LeavingTest::resultOf)
                        .filter(answer -> answer.status() == 201)
                        .count();

                assertThat(left && booked > 0)
                        .as("left: %s, booked: %s", left, booked)
                        .isFalse();
            }
        }
    }

    private static Api.Answer resultOf(Future<Api.Answer> answer) {
        try {
            return answer.get();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void roleAndStateChangeTogetherOrNotAtAll() {
        scenario().confirmed(scenario().student(), slot(0));

        assertThat(admin.patch("/api/users/" + instructor.id(), Map.of("role", "Student", "active", false))
                        .code())
                .isEqualTo("instructor-has-bookings");

        assertThat(instructor.api().get("/api/users/me").get("role")).isEqualTo("Instructor");
    }

    /** As it was possible before instructors had to say what becomes of their courses. */
    @Test
    void whatWasLeftBehindIsTakenOffTheList() {
        UUID slot = slot(0);
        jdbc.sql("UPDATE command_side.accounts SET active = false WHERE user_id = ?")
                .param(instructor.id())
                .update();

        assertThat(scenario().book(scenario().student(), slot).status()).isEqualTo(409);
        await().untilAsserted(() ->
                assertThat(course().path("isPublished").asBoolean()).isFalse());
    }

    @Test
    void onlyAnInstructorHandsSomethingOver() {
        Person student = scenario().student();

        assertThat(admin.patch("/api/users/" + student.id(), Map.of("active", false, "handOverTo", successor.id()))
                        .code())
                .isEqualTo("validation");
        assertThat(admin.patch(
                                "/api/users/" + instructor.id(),
                                Map.of("active", false, "handOverTo", successor.id(), "cancelBookings", true))
                        .code())
                .isEqualTo("validation");
        assertThat(admin.patch("/api/users/" + instructor.id(), Map.of("handOverTo", successor.id()))
                        .code())
                .isEqualTo("validation");
        await().untilAsserted(() ->
                assertThat(student.api().get("/api/users/me").status()).isEqualTo(200));
    }
}
