package io.medicaledu.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.medicaledu.app.support.Api;
import io.medicaledu.app.support.PlatformTest;
import io.medicaledu.app.support.Scenario.Booked;
import io.medicaledu.app.support.Scenario.Person;
import io.medicaledu.booking.api.BookingStatus;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is said to be refunded is what is refunded, and no move goes round the cancellation policy. */
class RefundRulesTest extends PlatformTest {

    private static final Duration MONTH = Duration.ofDays(30);
    private static final Duration HALF_REFUND = Duration.ofHours(5);

    private Person instructor;
    private UUID course;

    @BeforeEach
    void aCourse() {
        instructor = scenario().instructor();
        course = scenario().publishedCourse(instructor, "100.00", "USD");
    }

    @AfterEach
    void moneyAddsUp() {
        assertMoneyAddsUp();
    }

    private Booked confirmed(Duration untilSession) {
        return scenario().confirmed(scenario().student(), scenario().slot(instructor, course, untilSession, 1));
    }

    private static Api.Answer move(Booked booked, String booking, UUID slot) {
        return booked.student().api().post("/api/bookings/" + booking + "/reschedule", Map.of("slotId", slot));
    }

    private static Api.Answer cancel(Person person, String booking) {
        return person.api().post("/api/bookings/" + booking + "/cancellation", Map.of("reason", "ill"));
    }

    private static String refund(Api.Answer answer) {
        return answer.json().path("refund").path("amount").asString();
    }

    private static void awaitRefunded(Booked booked, String amount) {
        await().atMost(Duration.ofSeconds(40))
                .untilAsserted(() -> assertThat(
                                booked.payment().path("refunded").path("amount").asString())
                        .isEqualTo(amount));
    }

    private void rules(Map<String, ?> reschedule) {
        assertThat(instructor
                        .api()
                        .patch(
                                "/api/courses/" + course,
                                Map.of(
                                        "bookingRules",
                                        Map.of(
                                                "minimumNoticeMinutes",
                                                0,
                                                "bufferMinutes",
                                                0,
                                                "reschedule",
                                                reschedule)))
                        .status())
                .isEqualTo(204);
    }

    private Api.Answer goodwill(Booked booked, String amount) {
        return scenario()
                .admin()
                .post(
                        "/api/payments/" + booked.paymentId() + "/refunds",
                        Map.of("amount", Map.of("amount", amount, "currency", "USD"), "reason", "Goodwill"));
    }

    @Test
    void onceCancellingWouldBringNothingABookingCannotBeMoved() {
        Booked booked = confirmed(Duration.ofMinutes(90));
        UUID later = scenario().slot(instructor, course, MONTH, 2);

        assertThat(move(booked, booked.id().toString(), later).code()).isEqualTo("reschedule-too-late");

        assertThat(booked.status()).isEqualTo(BookingStatus.Confirmed.name());
        assertThat(instructor
                        .api()
                        .get("/api/slots/" + later)
                        .json()
                        .path("currentParticipants")
                        .asInt())
                .isZero();
        Api.Answer byAdmin =
                scenario().admin().post("/api/bookings/" + booked.id() + "/reschedule", Map.of("slotId", later));
        assertThat(byAdmin.status()).as(byAdmin.text()).isEqualTo(201);
        assertThat(refund(cancel(booked.student(), byAdmin.get("bookingId")))).isEqualTo("100.00");
        awaitRefunded(booked, "100.00");
    }

    @Test
    void aMoveLeavesNoMoreThanCancellingWouldHaveBrought() {
        Booked booked = confirmed(HALF_REFUND);

        Api.Answer moved = move(booked, booked.id().toString(), scenario().slot(instructor, course, MONTH, 1));
        Api.Answer again =
                move(booked, moved.get("bookingId"), scenario().slot(instructor, course, MONTH.plusDays(1), 1));

        assertThat(refund(moved)).isEqualTo("0.00");
        assertThat(refund(cancel(booked.student(), again.get("bookingId")))).isEqualTo("50.00");
        awaitRefunded(booked, "50.00");
    }

    @Test
    void aMoveToACheaperSlotGivesBackNoMoreThanCancellingWouldHave() {
        Booked booked = confirmed(HALF_REFUND);
        UUID cheap = scenario().slot(instructor, course, MONTH, "1.00");

        Api.Answer moved = move(booked, booked.id().toString(), cheap);

        assertThat(refund(moved)).isEqualTo("50.00");
        awaitRefunded(booked, "50.00");
        assertThat(refund(cancel(booked.student(), moved.get("bookingId")))).isEqualTo("0.00");
        assertThat(booked.payment().path("refunded").path("amount").asString()).isEqualTo("50.00");
    }

    @Test
    void whatTheInstructorCancelsAfterALateMoveIsGivenBackInFull() {
        Booked booked = confirmed(HALF_REFUND);
        Api.Answer moved = move(booked, booked.id().toString(), scenario().slot(instructor, course, MONTH, 1));

        assertThat(refund(cancel(instructor, moved.get("bookingId")))).isEqualTo("100.00");
        awaitRefunded(booked, "100.00");
    }

    @Test
    void aCourseSaysHowLateAndHowOftenABookingIsMoved() {
        rules(Map.of("untilHoursBefore", 0, "maxTimes", 1));
        Booked booked = confirmed(Duration.ofMinutes(90));

        Api.Answer moved = move(booked, booked.id().toString(), scenario().slot(instructor, course, MONTH, 1));
        Api.Answer again =
                move(booked, moved.get("bookingId"), scenario().slot(instructor, course, MONTH.plusDays(1), 1));

        assertThat(moved.status()).as(moved.text()).isEqualTo(201);
        assertThat(again.code()).isEqualTo("reschedule-limit");
        assertThat(refund(cancel(booked.student(), moved.get("bookingId")))).isEqualTo("0.00");
    }

    @Test
    void whatWentBackBeforeIsNotPromisedAgain() {
        Booked booked = confirmed(MONTH);
        assertThat(goodwill(booked, "70.00").status()).isEqualTo(201);

        assertThat(refund(cancel(booked.student(), booked.id().toString()))).isEqualTo("30.00");

        awaitRefunded(booked, "100.00");
        await().untilAsserted(() -> assertThat(booked.student()
                        .api()
                        .get("/api/notifications?limit=100")
                        .text())
                .contains("was cancelled. Refund: 30.00 USD."));
    }

    @Test
    void aPriceDifferenceAfterAGoodwillRefundLeavesThePriceOfTheNewSlotPaid() {
        Booked booked = confirmed(MONTH);
        assertThat(goodwill(booked, "60.00").status()).isEqualTo(201);

        Api.Answer moved =
                move(booked, booked.id().toString(), scenario().slot(instructor, course, MONTH.plusDays(1), "50.00"));
        Api.Answer again =
                move(booked, moved.get("bookingId"), scenario().slot(instructor, course, MONTH.plusDays(2), "30.00"));

        assertThat(moved.get("status")).isEqualTo("Confirmed");
        assertThat(refund(moved)).isEqualTo("0.00");
        assertThat(refund(again)).isEqualTo("10.00");
        awaitRefunded(booked, "70.00");
    }

    private Booked disputed() {
        Booked booked = scenario().bookToPay(scenario().student(), scenario().slot(instructor, course, MONTH, 1));
        booked.pay("4000000000000259");
        booked.awaitStatus("Confirmed");
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(scenario()
                                .admin()
                                .get("/api/payments/" + booked.paymentId())
                                .json()
                                .path("disputes"))
                        .hasSize(1));
        return booked;
    }

    private static void awaitToldOfDispute(Booked booked, String title, String amount) {
        await().untilAsserted(() -> assertThat(notificationsOf(booked.student()))
                .filteredOn(item -> item.path("title").asString().equals(title))
                .singleElement()
                .extracting(item -> item.path("message").asString())
                .asString()
                .contains("Refund: 0.00 USD. " + amount + " is disputed with the bank"));
    }

    @Test
    void whatADisputeHoldsIsSaidToBeWithheld() {
        Booked booked = disputed();

        Api.Answer cancelled = cancel(booked.student(), booked.id().toString());

        assertThat(refund(cancelled)).isEqualTo("0.00");
        assertThat(cancelled.json().path("withheld").path("amount").asString()).isEqualTo("100.00");
        awaitToldOfDispute(booked, "Your booking was cancelled", "100.00 USD");
    }

    @Test
    void soItIsWhenItWasMovedToACheaperSlot() {
        Booked booked = disputed();

        Api.Answer moved =
                move(booked, booked.id().toString(), scenario().slot(instructor, course, MONTH.plusDays(1), "30.00"));

        assertThat(refund(moved)).isEqualTo("0.00");
        assertThat(moved.json().path("withheld").path("amount").asString()).isEqualTo("70.00");
        awaitToldOfDispute(booked, "Your booking was moved", "70.00 USD");
    }
}
