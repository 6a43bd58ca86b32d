package io.medicaledu.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.medicaledu.app.support.Api;
import io.medicaledu.app.support.Scenario.Person;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Whatever happens to a full slot at the same time, its seats stay as many as they are. */
class WaitlistRaceTest extends FullSlot {

    /** Offers end, seats come free, those who wait book, others try to: never is a seat lost, or there twice. */
    @Test
    void noSeatIsLostOrDoubledInRaces() throws Exception {
        slot = scenario().slot(instructor, course, Duration.ofDays(9), 3);
        List<Person> holders = new ArrayList<>();
        List<String> bookings = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            Person student = scenario().student();
            holders.add(student);
            bookings.add(scenario().book(student, slot).get("bookingId"));
        }
        List<Person> waiting = new ArrayList<>();
        for (int i = 0; i < 9; i++) {
            waiting.add(waiting());
        }
        List<Callable<Integer>> calls = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            Person student = holders.get(i);
            String held = bookings.get(i);
            calls.add(() -> student.api()
                    .post("/api/bookings/" + held + "/cancellation")
                    .status());
        }
        // Every third takes the offer if it comes, every third declines, every third lets it pass.
        for (int i = 0; i < 9; i++) {
            Person student = waiting.get(i);
            if (i % 3 == 0) {
                calls.add(() -> bookWhenOffered(student));
            } else if (i % 3 == 1) {
                calls.add(() -> student.api().delete(path()).status());
            }
        }
        for (int i = 0; i < 4; i++) {
            Person passerBy = scenario().student();
            calls.add(() -> scenario().book(passerBy, slot).status());
        }
        try (ExecutorService atOnce = Executors.newFixedThreadPool(calls.size())) {
            for (Future<Integer> each : atOnce.invokeAll(calls)) {
                assertThat(result(each)).isIn(200, 201, 204, 409);
            }
        }

        await().atMost(Duration.ofSeconds(40))
                .untilAsserted(() -> assertThat(waiting)
                        .allSatisfy(student ->
                                assertThat(student.api().get(path()).code()).isEqualTo("not-found")));
        assertThat(mostInUse()).isLessThanOrEqualTo(3);
        int taken = instructor
                .api()
                .get("/api/slots/" + slot)
                .json()
                .path("currentParticipants")
                .asInt();
        int active = jdbc.sql("SELECT count(*) FROM command_side.booking_claims WHERE slot_id = ?")
                .param(slot)
                .query(Integer.class)
                .single();
        assertThat(taken).isEqualTo(active).isLessThanOrEqualTo(3);
        // What nobody wanted is for everybody again.
        for (int i = taken; i < 3; i++) {
            assertThat(scenario().book(scenario().student(), slot).status()).isEqualTo(201);
        }
        assertThat(scenario().book(scenario().student(), slot).code()).isEqualTo("slot-full");
    }

    private int bookWhenOffered(Person student) {
        for (int i = 0; i < 60; i++) {
            Api.Answer answer = scenario().book(student, slot);
            if (answer.status() == 201 || student.api().get(path()).status() == 404) {
                return answer.status();
            }
        }
        return 409;
    }

    private static int result(Future<Integer> answer) throws InterruptedException {
        try {
            return answer.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }
}
