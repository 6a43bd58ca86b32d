package io.medicaledu.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.medicaledu.app.support.Api;
import io.medicaledu.app.support.PlatformTest;
import io.medicaledu.app.support.Scenario;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Moving a booking: seat, money and promo code change hands together, or not at all. */
class RescheduleTest extends PlatformTest {

    private static final Duration TOMORROW = Duration.ofDays(1);

    @AfterEach
    void moneyAddsUp() {
        assertMoneyAddsUp();
    }

    private Api.Answer move(Scenario.Booked booked, UUID slot) {
        return booked.student().api().post("/api/bookings/" + booked.id() + "/reschedule", Map.of("slotId", slot));
    }

    private void awaitStatus(Scenario.Person person, String booking, String status) {
        await().atMost(Duration.ofSeconds(40))
                .untilAsserted(() -> assertThat(
                                person.api().get("/api/bookings/" + booking).get("status"))
                        .isEqualTo(status));
    }

    private int participants(Scenario.Person person, UUID slot) {
        return person.api()
                .get("/api/slots/" + slot)
                .json()
                .path("currentParticipants")
                .asInt();
    }

    @Test
    void toASlotOfTheSamePriceAtOnce() {
        Scenario.Person instructor = scenario().instructor();
        UUID course = scenario().publishedCourse(instructor, "45.00", "USD");
        UUID from = scenario().slot(instructor, course, TOMORROW, 1);
        UUID to = scenario().slot(instructor, course, TOMORROW.plusHours(3), 1);
        Scenario.Booked old = scenario().confirmed(scenario().student(), from);

        Api.Answer moved = move(old, to);

        assertThat(moved.status()).as(moved.text()).isEqualTo(201);
        assertThat(moved.get("status")).isEqualTo("Confirmed");
        old.awaitStatus("Rescheduled");
        awaitStatus(old.student(), moved.get("bookingId"), "Confirmed");
        assertThat(old.student()
                        .api()
                        .get("/api/bookings/" + moved.get("bookingId"))
                        .get("rescheduledFromBookingId"))
                .isEqualTo(old.id().toString());
        await().untilAsserted(() -> {
            assertThat(participants(instructor, from)).isZero();
            assertThat(participants(instructor, to)).isEqualTo(1);
        });
        assertThat(move(old, from).code()).isEqualTo("booking-state");
    }

    @Test
    void toACheaperSlotWithARefundOfTheDifference() {
        Scenario.Person instructor = scenario().instructor();
        UUID course = scenario().publishedCourse(instructor, "45.00", "USD");
        Scenario.Booked old =
                scenario().confirmed(scenario().student(), scenario().slot(instructor, course, TOMORROW, 1));
        UUID cheaper = scenario().slot(instructor, course, TOMORROW.plusHours(3), "30.00");

        String moved = move(old, cheaper).get("bookingId");

        old.awaitPayment("PartiallyRefunded");
        assertThat(old.payment().path("refunded").path("amount").asString()).isEqualTo("15.00");
        Api.Answer cancelled = instructor.api().post("/api/bookings/" + moved + "/cancellation");
        assertThat(cancelled.json().path("refund").path("amount").asString()).isEqualTo("30.00");
        old.awaitPayment("Refunded");
    }

    @Test
    void toADearerSlotOnceTheDifferenceIsPaid() {
        Scenario.Person instructor = scenario().instructor();
        UUID course = scenario().publishedCourse(instructor, "45.00", "USD");
        UUID from = scenario().slot(instructor, course, TOMORROW, 1);
        Scenario.Booked old = scenario().confirmed(scenario().student(), from);
        UUID dearer = scenario().slot(instructor, course, TOMORROW.plusHours(3), "60.00");

        Api.Answer moved = move(old, dearer);

        assertThat(moved.get("status")).isEqualTo("Pending");
        assertThat(old.status()).isEqualTo("Confirmed");
        assertThat(move(old, dearer).code()).isEqualTo("booking-state");
        String id = moved.get("bookingId");
        JsonNode payment = old.student()
                .api()
                .with("Consistency-Token", String.valueOf(moved.header("Consistency-Token")))
                .get("/api/bookings/" + id + "/payment?wait=20")
                .json();
        assertThat(payment.path("amount").path("amount").asString()).isEqualTo("15.00");
        Scenario.Booked next = new Scenario.Booked(
                old.student(),
                UUID.fromString(id),
                UUID.fromString(payment.path("paymentId").asString()),
                payment.path("checkoutUrl").asString());
        assertThat(next.pay(Scenario.GOOD_CARD).status()).isEqualTo(303);
        next.awaitStatus("Confirmed");
        old.awaitStatus("Rescheduled");
        await().untilAsserted(() -> assertThat(participants(instructor, from)).isZero());

        Api.Answer cancelled = instructor.api().post("/api/bookings/" + id + "/cancellation");
        assertThat(cancelled.json().path("refund").path("amount").asString()).isEqualTo("60.00");
        old.awaitPayment("Refunded");
        next.awaitPayment("Refunded");
    }

    @Test
    void aDifferenceThatIsNotPaidLeavesTheOldBookingAsItWas() {
        Scenario.Person instructor = scenario().instructor();
        UUID course = scenario().publishedCourse(instructor, "45.00", "USD");
        Scenario.Booked old =
                scenario().confirmed(scenario().student(), scenario().slot(instructor, course, TOMORROW, 1));
        UUID dearer = scenario().slot(instructor, course, TOMORROW.plusHours(3), "60.00");

        String id = move(old, dearer).get("bookingId");

        awaitStatus(old.student(), id, "Cancelled");
        await().untilAsserted(() -> assertThat(participants(instructor, dearer)).isZero());
        assertThat(old.status()).isEqualTo("Confirmed");
        assertThat(move(old, dearer).status()).isEqualTo(201);
    }

    @Test
    void anUnpaidBookingMovesWithItsWholePrice() {
        Scenario.Person instructor = scenario().instructor();
        UUID course = scenario().publishedCourse(instructor, "45.00", "USD");
        Scenario.Booked old =
                scenario().bookToPay(scenario().student(), scenario().slot(instructor, course, TOMORROW, 1));
        UUID to = scenario().slot(instructor, course, TOMORROW.plusHours(3), 1);

        Api.Answer moved = move(old, to);

        assertThat(moved.get("status")).isEqualTo("Pending");
        old.awaitStatus("Rescheduled");
        old.awaitPayment("Cancelled");
        assertThat(old.student()
                        .api()
                        .with("Consistency-Token", String.valueOf(moved.header("Consistency-Token")))
                        .get("/api/bookings/" + moved.get("bookingId") + "/payment?wait=20")
                        .json()
                        .path("amount")
                        .path("amount")
                        .asString())
                .isEqualTo("45.00");
    }

    @Test
    void aPromoCodeMovesWithTheBooking() {
        Scenario.Person instructor = scenario().instructor();
        UUID course = scenario().publishedCourse(instructor, "45.00", "USD");
        UUID from = scenario().slot(instructor, course, TOMORROW, 1);
        UUID to = scenario().slot(instructor, course, TOMORROW.plusHours(3), "60.00");
        String code = scenario().promoCode(Map.of("discountValue", 100, "maxUses", 1));
        Scenario.Person student = scenario().student();
        String old = scenario().book(student, from, code).get("bookingId");

        Api.Answer moved = student.api().post("/api/bookings/" + old + "/reschedule", Map.of("slotId", to));

        assertThat(moved.get("status")).isEqualTo("Confirmed");
        assertThat(moved.json().path("discount").path("amount").asString()).isEqualTo("60.00");
        assertThat(jdbc.sql("SELECT uses FROM command_side.promo_codes WHERE code = ?")
                        .param(code)
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void whatCannotBeMovedIsRefused() {
        Scenario.Person instructor = scenario().instructor();
        UUID course = scenario().publishedCourse(instructor, "45.00", "USD");
        UUID other = scenario().publishedCourse(instructor, "45.00", "USD");
        Scenario.Booked old =
                scenario().confirmed(scenario().student(), scenario().slot(instructor, course, TOMORROW, 1));
        UUID full = scenario().slot(instructor, course, TOMORROW.plusHours(3), 1);
        scenario().book(scenario().student(), full);

        assertThat(move(old, scenario().slot(instructor, other, TOMORROW.plusHours(6), 1))
                        .code())
                .isEqualTo("other-course");
        assertThat(move(old, full).code()).isEqualTo("slot-full");
        assertThat(move(old, UUID.randomUUID()).code()).isEqualTo("not-found");
        assertThat(scenario()
                        .student()
                        .api()
                        .post("/api/bookings/" + old.id() + "/reschedule", Map.of("slotId", full))
                        .code())
                .isEqualTo("not-found");
        assertThat(old.status()).isEqualTo("Confirmed");
    }
}
