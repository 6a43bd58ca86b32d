package io.medicaledu.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.medicaledu.app.support.Api;
import io.medicaledu.app.support.PlatformTest;
import io.medicaledu.app.support.Scenario.Person;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Races, each of them provoked. */
class ConsistencyTest extends PlatformTest {

    @AfterEach
    void moneyAddsUp() {
        assertMoneyAddsUp();
    }

    /** Runs all of them at the same instant. */
    private static List<Api.Answer> race(List<Callable<Api.Answer>> contestants) throws Exception {
        CountDownLatch start = new CountDownLatch(1);
        try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Api.Answer>> running = new ArrayList<>();
            for (Callable<Api.Answer> contestant : contestants) {
                running.add(executor.submit(() -> {
                    start.await();
                    return contestant.call();
                }));
            }
            start.countDown();
            List<Api.Answer> answers = new ArrayList<>();
            for (Future<Api.Answer> each : running) {
                answers.add(each.get());
            }
            return answers;
        }
    }

    @Test
    void of200ClientsWhoWantTheLastSeatExactlyOneGetsIt() throws Exception {
        Person instructor = scenario().instructor();
        UUID course = scenario().publishedCourse(instructor, "45.00", "EUR");
        UUID slot = scenario().slot(instructor, course, Duration.ofDays(5), 1);
        List<Person> students =
                IntStream.range(0, 200).mapToObj(i -> scenario().student()).toList();

        long begin = System.nanoTime();
        List<Api.Answer> answers = race(students.stream()
                .<Callable<Api.Answer>>map(student -> () -> scenario().book(student, slot))
                .toList());

        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(5));
        assertThat(answers).filteredOn(answer -> answer.status() == 201).hasSize(1);
        assertThat(answers)
                .filteredOn(answer -> answer.status() != 201)
                .hasSize(199)
                .allSatisfy(answer -> {
                    assertThat(answer.status()).isEqualTo(409);
                    assertThat(answer.code()).isEqualTo("slot-full");
                });
        assertThat(jdbc.sql("SELECT count(*) FROM command_side.booking_claims WHERE slot_id = ?")
                        .param(slot)
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void oneStudentCannotTakeTwoSeatsOfOneSlotAtOnce() throws Exception {
        Person instructor = scenario().instructor();
        UUID course = scenario().publishedCourse(instructor, "45.00", "EUR");
        UUID slot = scenario().slot(instructor, course, Duration.ofDays(5), 10);
        Person student = scenario().student();

        List<Api.Answer> answers = race(IntStream.range(0, 8)
                .<Callable<Api.Answer>>mapToObj(i -> () -> scenario().book(student, slot))
                .toList());

        assertThat(answers).filteredOn(answer -> answer.status() == 201).hasSize(1);
        assertThat(answers)
                .filteredOn(answer -> answer.status() != 201)
                .allSatisfy(answer -> assertThat(answer.code()).isEqualTo("already-booked"));
    }

    @Test
    void oneStudentCannotBeInTwoPlacesAtOnce() throws Exception {
        Instant start = Instant.now().plus(Duration.ofDays(6));
        List<UUID> slots = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            Person instructor = scenario().instructor();
            UUID course = scenario().publishedCourse(instructor, "45.00", "EUR");
            slots.add(UUID.fromString(scenario()
                    .openSlot(instructor, course, start.plusSeconds(60L * i), 1)
                    .get("slotId")));
        }
        Person student = scenario().student();

        List<Api.Answer> answers = race(slots.stream()
                .<Callable<Api.Answer>>map(slot -> () -> scenario().book(student, slot))
                .toList());

        assertThat(answers).filteredOn(answer -> answer.status() == 201).hasSize(1);
        assertThat(answers)
                .filteredOn(answer -> answer.status() != 201)
                .allSatisfy(answer -> assertThat(answer.code()).isEqualTo("overlapping-booking"));
    }

    @Test
    void overlappingSlotsOfOneInstructorAreRefusedAlsoWhenCreatedAtTheSameInstant() throws Exception {
        Person instructor = scenario().instructor();
        UUID course = scenario().publishedCourse(instructor, "45.00", "EUR");
        UUID other = scenario().publishedCourse(instructor, "45.00", "EUR");
        Instant start = Instant.now().plus(Duration.ofDays(7));

        List<Api.Answer> answers = race(IntStream.range(0, 10)
                .<Callable<Api.Answer>>mapToObj(i -> () ->
                        scenario().openSlot(instructor, i % 2 == 0 ? course : other, start.plusSeconds(60L * i), 1))
                .toList());

        assertThat(answers).filteredOn(answer -> answer.status() == 201).hasSize(1);
        assertThat(answers)
                .filteredOn(answer -> answer.status() != 201)
                .hasSize(9)
                .allSatisfy(answer -> assertThat(answer.code()).isEqualTo("slot-overlap"));
    }

    @Test
    void aCourseTakesNoMoreStudentsThanItHasPlaces() throws Exception {
        Person instructor = scenario().instructor();
        UUID course = scenario().publishedCourse(instructor, "45.00", "EUR");
        instructor.api().patch("/api/courses/" + course, Map.of("maxStudents", 3));
        UUID slot = scenario().slot(instructor, course, Duration.ofDays(8), 20);
        List<Person> students =
                IntStream.range(0, 12).mapToObj(i -> scenario().student()).toList();

        List<Api.Answer> answers = race(students.stream()
                .<Callable<Api.Answer>>map(student -> () -> scenario().book(student, slot))
                .toList());

        assertThat(answers).filteredOn(answer -> answer.status() == 201).hasSize(3);
        assertThat(answers)
                .filteredOn(answer -> answer.status() != 201)
                .allSatisfy(answer -> assertThat(answer.code()).isEqualTo("course-full"));
    }

    @Test
    void theSameIdempotencyKeyAtOnceMakesOneBooking() throws Exception {
        Person instructor = scenario().instructor();
        UUID course = scenario().publishedCourse(instructor, "45.00", "EUR");
        UUID slot = scenario().slot(instructor, course, Duration.ofDays(9), 10);
        Person student = scenario().student();
        Api keyed = student.api().with("Idempotency-Key", "key-" + slot);
        Map<String, String> body = Map.of("slotId", slot.toString(), "provider", "Stripe");

        List<Api.Answer> answers = race(IntStream.range(0, 10)
                .<Callable<Api.Answer>>mapToObj(i -> () -> keyed.post("/api/bookings", body))
                .toList());

        assertThat(answers).allSatisfy(answer -> assertThat(answer.status()).isEqualTo(201));
        assertThat(answers)
                .extracting(Api.Answer::text)
                .containsOnly(answers.getFirst().text());
        assertThat(keyed.post("/api/bookings", Map.of("slotId", slot.toString(), "provider", "PayPal"))
                        .code())
                .isEqualTo("idempotency-key-reused");
    }

    @Test
    void aRefusalIsRepeatedForTheSameKeyEvenIfItWouldWorkNow() {
        Person instructor = scenario().instructor();
        UUID course = scenario().course(instructor, "45.00", "EUR");
        UUID slot = scenario().slot(instructor, course, Duration.ofDays(9), 10);
        Api keyed = scenario().student().api().with("Idempotency-Key", "early");
        Map<String, String> body = Map.of("slotId", slot.toString(), "provider", "Stripe");

        Api.Answer early = keyed.post("/api/bookings", body);
        instructor.api().put("/api/courses/" + course + "/publication");

        assertThat(early.code()).isEqualTo("course-not-published");
        assertThat(keyed.post("/api/bookings", body).code()).isEqualTo("course-not-published");
    }

    @Test
    void aQueryWithTheConsistencyTokenSeesTheCommandsEffect() {
        Person instructor = scenario().instructor();
        for (int i = 0; i < 20; i++) {
            String title = "Version " + i;
            UUID course = scenario().course(instructor, "45.00", "EUR");
            Api.Answer changed = instructor.api().patch("/api/courses/" + course, Map.of("title", title));
            Api.Answer read = instructor
                    .api()
                    .with("Consistency-Token", String.valueOf(changed.header("Consistency-Token")))
                    .get("/api/courses/" + course);
            assertThat(read.get("title")).isEqualTo(title);
        }
        assertThat(api().with("Consistency-Token", "zzzzzzz")
                        .get("/api/courses")
                        .code())
                .isEqualTo("projection-behind");
        assertThat(api().with("Consistency-Token", "!").get("/api/courses").code())
                .isEqualTo("validation");
    }

    @Test
    void aRebuiltProjectionIsTheSameAsBefore() {
        Person instructor = scenario().instructor();
        UUID course = scenario().publishedCourse(instructor, "45.00", "EUR");
        scenario().confirmed(scenario().student(), scenario().slot(instructor, course, Duration.ofDays(10), 1));
        Api admin = scenario().admin();
        String rows = "SELECT coalesce(jsonb_agg(to_jsonb(t) ORDER BY id), '[]')::text FROM read_model.%s t WHERE %s";
        String bookings = rows.formatted("bookings", "course_id = '" + course + "'");
        String slots = rows.formatted("availability_slots", "course_id = '" + course + "'");
        String before = jdbc.sql(bookings).query(String.class).single();
        String slotsBefore = jdbc.sql(slots).query(String.class).single();

        assertThat(admin.post("/api/projections/bookings/rebuild").status()).isEqualTo(202);
        assertThat(admin.post("/api/projections/availability-slots/rebuild").status())
                .isEqualTo(202);

        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            assertThat(jdbc.sql(bookings).query(String.class).single()).isEqualTo(before);
            assertThat(jdbc.sql(slots).query(String.class).single()).isEqualTo(slotsBefore);
            assertThat(admin.get("/api/projections/bookings/rebuild")
                            .json()
                            .path("replaying")
                            .asBoolean())
                    .isFalse();
        });
        assertThat(admin.post("/api/projections/sagas/rebuild").code()).isEqualTo("not-found");
    }
}
