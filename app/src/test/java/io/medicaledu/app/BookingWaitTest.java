package io.medicaledu.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.medicaledu.app.support.Api;
import io.medicaledu.app.support.PlatformTest;
import io.medicaledu.app.support.Scenario.Booked;
import io.medicaledu.app.support.Scenario.Person;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who waits for a booking need not ask again and again. */
class BookingWaitTest extends PlatformTest {

    private static final String GOOD_CARD = "4242424242424242";

    private Booked booked;

    @BeforeEach
    void book() {
        Person instructor = scenario().instructor();
        UUID course = scenario().publishedCourse(instructor, "45.00", "EUR");
        booked = scenario().bookToPay(scenario().student(), scenario().slot(instructor, course, Duration.ofDays(3), 1));
    }

    private Api.Answer waiting(int seconds) {
        return booked.student().api().get("/api/bookings/" + booked.id() + "?wait=" + seconds);
    }

    @Test
    void allWhoWaitAreToldOfTheConfirmation() throws Exception {
        try (ExecutorService clients = Executors.newFixedThreadPool(3)) {
            List<CompletableFuture<Api.Answer>> answers = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                answers.add(CompletableFuture.supplyAsync(() -> waiting(30), clients));
            }
            booked.pay(GOOD_CARD);

            for (CompletableFuture<Api.Answer> answer : answers) {
                assertThat(answer.get(30, TimeUnit.SECONDS).get("status")).isEqualTo("Confirmed");
            }
        }
    }

    @Test
    void aBookingThatStaysPendingIsAnsweredWhenTheTimeIsOver() {
        long begun = System.nanoTime();

        assertThat(waiting(1).get("status")).isEqualTo("Pending");

        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThanOrEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void aCancellationEndsTheWaitingToo() throws Exception {
        try (ExecutorService client = Executors.newSingleThreadExecutor()) {
            CompletableFuture<Api.Answer> answer = CompletableFuture.supplyAsync(() -> waiting(30), client);
            booked.student().api().post("/api/bookings/" + booked.id() + "/cancellation");

            assertThat(answer.get(30, TimeUnit.SECONDS).get("status")).isEqualTo("Cancelled");
        }
    }

    /** Without the consistency token: nothing says that the read model has the booking yet. */
    private static Api.Answer paymentRightAfter(Person student, Api.Answer answer) {
        return student.api().get("/api/bookings/" + answer.get("bookingId") + "/payment?wait=20");
    }

    @Test
    void whoIsAheadOfTheReadModelGetsTheCheckoutAllTheSame() {
        Person instructor = scenario().instructor();
        UUID course = scenario().publishedCourse(instructor, "45.00", "EUR");
        Person student = scenario().student();

        Api.Answer payment = paymentRightAfter(
                student, scenario().book(student, scenario().slot(instructor, course, Duration.ofDays(4), 1)));

        assertThat(payment.status()).isEqualTo(200);
        assertThat(payment.get("checkoutUrl")).startsWith("http");
    }

    @Test
    void nobodyWaitsForThePaymentOfAFreeBooking() {
        Person instructor = scenario().instructor();
        UUID course = scenario().publishedCourse(instructor, "0.00", "EUR");
        Person student = scenario().student();
        Api.Answer free = scenario().book(student, scenario().slot(instructor, course, Duration.ofDays(4), 1));
        assertThat(free.get("status")).isEqualTo("Confirmed");

        assertThat(paymentRightAfter(student, free).code()).isEqualTo("not-found");
    }

    @Test
    void nobodyWaitsForTooLongOrForSomebodyElsesBooking() {
        assertThat(waiting(31).code()).isEqualTo("validation");
        assertThat(waiting(-1).code()).isEqualTo("validation");
        assertThat(scenario()
                        .student()
                        .api()
                        .get("/api/bookings/" + booked.id() + "?wait=0")
                        .code())
                .isEqualTo("not-found");
    }
}
