package io.medicaledu.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.medicaledu.app.support.Api;
import io.medicaledu.app.support.PlatformTest;
import io.medicaledu.app.support.Scenario.Person;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What is offered can be booked, and what cannot be booked is not offered. */
class BookableTest extends PlatformTest {

    private Person instructor;
    private UUID course;
    private Person student;

    @BeforeEach
    void people() {
        instructor = scenario().instructor();
        course = scenario().publishedCourse(instructor, "0.00", "USD");
        student = scenario().student();
    }

    private UUID slot(Duration fromNow) {
        return scenario().slot(instructor, course, fromNow, 1);
    }

    private List<UUID> offeredTo(Api api) {
        List<UUID> offered = new ArrayList<>();
        for (JsonNode slot : api.get("/api/courses/" + course + "/slots?available=true&limit=100")
                .json()
                .path("items")) {
            offered.add(UUID.fromString(slot.path("slotId").asString()));
        }
        return offered;
    }

    private void awaitOffered(Api api, UUID... slots) {
        await().untilAsserted(() -> assertThat(offeredTo(api)).containsExactlyInAnyOrder(slots));
    }

    private void change(String json) {
        Api.Answer answer = instructor
                .api()
                .patch("/api/courses/" + course, JsonMapper.shared().readTree(json));
        assertThat(answer.status()).as(answer.text()).isEqualTo(204);
    }

    @Test
    void everySlotThatIsOfferedCanBeBookedAndNoOther() {
        change("""
                {"bookingRules": {"minimumNoticeMinutes": 120, "bookingWindowDays": 20, "bufferMinutes": 15}}""");
        UUID tooSoon = slot(Duration.ofMinutes(90));
        UUID first = slot(Duration.ofHours(4));
        UUID second = slot(Duration.ofDays(19));
        UUID tooFar = slot(Duration.ofDays(21));
        UUID full = slot(Duration.ofDays(6));
        UUID cancelled = slot(Duration.ofDays(7));
        UUID unpayable = slot(Duration.ofDays(8));
        assertThat(scenario().book(scenario().student(), full).status()).isEqualTo(201);
        assertThat(instructor
                        .api()
                        .post("/api/slots/" + cancelled + "/cancellation", Map.of("reason", "Ill"))
                        .status())
                .isEqualTo(204);
        // As it was possible before such prices were refused.
        await().until(() -> jdbc.sql("UPDATE read_model.availability_slots SET price = 0.30 WHERE id = ?")
                        .param(unpayable)
                        .update()
                == 1);

        awaitOffered(api(), first, second);
        awaitOffered(student.api(), first, second);

        assertThat(scenario().book(student, tooSoon).code()).isEqualTo("slot-closed");
        assertThat(scenario().book(student, tooFar).code()).isEqualTo("slot-closed");
        assertThat(scenario().book(student, full).code()).isEqualTo("slot-full");
        assertThat(scenario().book(student, cancelled).code()).isEqualTo("slot-closed");
        for (UUID slot : offeredTo(student.api())) {
            assertThat(scenario().book(student, slot).status()).isEqualTo(201);
        }
        awaitOffered(student.api());
    }

    @Test
    void aFullCourseOffersOnlyToThoseWhoAreOnIt() {
        change("{\"maxStudents\": 1}");
        UUID first = slot(Duration.ofDays(2));
        UUID second = slot(Duration.ofDays(3));
        awaitOffered(student.api(), first, second);
        assertThat(scenario().book(student, first).status()).isEqualTo(201);

        awaitOffered(student.api(), second);
        Person other = scenario().student();
        awaitOffered(other.api());
        awaitOffered(api());

        assertThat(scenario().book(other, second).code()).isEqualTo("course-full");
        assertThat(scenario().book(student, second).status()).isEqualTo(201);
    }

    @Test
    void anUnpublishedCourseOffersNothingToItsOwner() {
        UUID slot = slot(Duration.ofDays(2));
        awaitOffered(api(), slot);

        assertThat(instructor
                        .api()
                        .delete("/api/courses/" + course + "/publication")
                        .status())
                .isEqualTo(204);

        awaitOffered(instructor.api());
        assertThat(scenario().book(student, slot).code()).isEqualTo("course-not-published");
    }

    @Test
    void whatOverlapsAnotherSessionOfTheStudentIsNotOffered() {
        UUID slot = slot(Duration.ofDays(2));
        Person colleague = scenario().instructor();
        UUID other = scenario()
                .slot(
                        colleague,
                        scenario().publishedCourse(colleague, "0.00", "USD"),
                        Duration.ofDays(2).plusMinutes(30),
                        1);
        awaitOffered(student.api(), slot);

        assertThat(scenario().book(student, other).status()).isEqualTo(201);

        awaitOffered(student.api());
        awaitOffered(scenario().student().api(), slot);
        assertThat(scenario().book(student, slot).code()).isEqualTo("overlapping-booking");
    }

    @Test
    void pagesAreFullOfWhatCanBeBooked() {
        List<UUID> free = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            UUID slot = slot(Duration.ofDays(2).plusHours(i * 2L));
            if (i % 2 == 0) {
                assertThat(scenario().book(scenario().student(), slot).status()).isEqualTo(201);
            } else {
                free.add(slot);
            }
        }
        awaitOffered(api(), free.toArray(UUID[]::new));

        JsonNode page = api().get("/api/courses/" + course + "/slots?available=true&limit=2")
                .json();

        assertThat(page.path("items")).hasSize(2);
        assertThat(api().get("/api/courses/" + course + "/slots?available=true&limit=2&cursor="
                                + page.path("nextCursor").asString())
                        .json()
                        .path("items"))
                .hasSize(1);
    }
}
