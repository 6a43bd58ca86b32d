package io.medicaledu.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.medicaledu.app.support.Api;
import io.medicaledu.app.support.PlatformTest;
import io.medicaledu.app.support.Scenario.Booked;
import io.medicaledu.app.support.Scenario.Person;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A student holds at most three seats that are not paid yet. */
class UnpaidBookingsTest extends PlatformTest {

    private static final int MOST = 3;

    private Person instructor;
    private UUID course;
    private Person student;
    private int hours;

    @BeforeEach
    void people() {
        instructor = scenario().instructor();
        course = scenario().publishedCourse(instructor, "45.00", "USD");
        student = scenario().student();
    }

    private UUID slot() {
        hours += 2;
        return scenario().slot(instructor, course, Duration.ofDays(10).plusHours(hours), 1);
    }

    private UUID slot(String price) {
        hours += 2;
        return scenario().slot(instructor, course, Duration.ofDays(10).plusHours(hours), price);
    }

    private void fill() {
        for (int i = 0; i < MOST; i++) {
            assertThat(scenario().book(student, slot()).status()).isEqualTo(201);
        }
    }

    private String onePending() {
        return student.api()
                .get("/api/bookings?status=Pending")
                .json()
                .path("items")
                .path(0)
                .path("bookingId")
                .asString();
    }

    @Test
    void theFourthIsRefusedAndHoldsNothing() {
        fill();
        UUID fourth = slot();

        assertThat(scenario().book(student, fourth).code()).isEqualTo("too-many-unpaid-bookings");

        assertThat(scenario().book(scenario().student(), fourth).status()).isEqualTo(201);
    }

    @Test
    void whatIsPaidOrCancelledCountsNoLonger() {
        Booked paid = scenario().confirmed(student, slot());
        fill();
        UUID next = slot();
        assertThat(paid.status()).isEqualTo("Confirmed");
        assertThat(scenario().book(student, next).code()).isEqualTo("too-many-unpaid-bookings");
        String pending = onePending();

        assertThat(student.api()
                        .post("/api/bookings/" + pending + "/cancellation")
                        .status())
                .isEqualTo(200);

        assertThat(scenario().book(student, next).status()).isEqualTo(201);
    }

    @Test
    void whatCostsNothingDoesNotCount() {
        fill();

        assertThat(scenario().book(student, slot("0.00")).get("status")).isEqualTo("Confirmed");
    }

    @Test
    void anUnpaidBookingCanBeMovedAtTheLimit() {
        fill();
        String pending = onePending();

        Api.Answer moved = student.api().post("/api/bookings/" + pending + "/reschedule", Map.of("slotId", slot()));

        assertThat(moved.status()).as(moved.text()).isEqualTo(201);
        assertThat(scenario().book(student, slot()).code()).isEqualTo("too-many-unpaid-bookings");
    }

    @Test
    void aSeatForWhichADifferenceIsToBePaidCounts() {
        Booked paid = scenario().confirmed(student, slot());
        fill();

        Api.Answer moved =
                student.api().post("/api/bookings/" + paid.id() + "/reschedule", Map.of("slotId", slot("60.00")));

        assertThat(moved.code()).isEqualTo("too-many-unpaid-bookings");
    }

    @Test
    void tenAtOnceAreThree() throws Exception {
        List<UUID> slots = IntStream.range(0, 10).mapToObj(i -> slot()).toList();
        try (ExecutorService atOnce = Executors.newFixedThreadPool(10)) {
            List<Future<Api.Answer>> answers = atOnce.invokeAll(slots.stream()
                    .<Callable<Api.Answer>>map(each -> () -> scenario().book(student, each))
                    .toList());
            int held = 0;
            for (Future<Api.Answer> answer : answers) {
                if (answer.get().status() == 201) {
                    held++;
                } else {
                    assertThat(answer.get().code()).isEqualTo("too-many-unpaid-bookings");
                }
            }
            assertThat(held).isEqualTo(MOST);
        }
    }
}
