package io.medicaledu.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.medicaledu.app.support.Api;
import io.medicaledu.app.support.PlatformTest;
import io.medicaledu.app.support.Scenario.Booked;
import io.medicaledu.app.support.Scenario.Person;
import io.medicaledu.payment.api.PaymentCommand.RecordCheckoutFailed;
import io.medicaledu.shared.Ids;
import io.medicaledu.shared.command.Commands;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

/** What a provider cannot charge is refused before a seat is held. */
class ChargeableAmountsTest extends PlatformTest {

    private static final Duration LATER = Duration.ofDays(30);

    @Autowired
    private Commands commands;

    @AfterEach
    void clearFaults() {
        assertThat(api().delete("/sandbox/faults").status()).isEqualTo(204);
        assertMoneyAddsUp();
    }

    private static Map<String, String> money(String amount, String currency) {
        return Map.of("amount", amount, "currency", currency);
    }

    private static Api.Answer create(Person instructor, String amount, String currency) {
        return instructor
                .api()
                .post("/api/courses", Map.of("title", "Airway management", "price", money(amount, currency)));
    }

    private static int participants(Person instructor, UUID slot) {
        return instructor
                .api()
                .get("/api/slots/" + slot)
                .json()
                .path("currentParticipants")
                .asInt();
    }

    @ParameterizedTest
    @CsvSource({"0.30,USD", "0.49,EUR", "0.29,GBP", "49,JPY", "1000000.00,USD", "14.99,CZK"})
    void aPriceThatCannotBePaidIsNoPrice(String amount, String currency) {
        assertThat(create(scenario().instructor(), amount, currency).code()).isEqualTo("amount-not-chargeable");
    }

    @ParameterizedTest
    @CsvSource({"0.50,USD", "999999.99,USD", "0.00,USD", "50,JPY", "0.30,GBP"})
    void theLimitsThemselvesCanBePaid(String amount, String currency) {
        assertThat(create(scenario().instructor(), amount, currency).status()).isEqualTo(201);
    }

    @Test
    void neitherACourseNorASlotIsGivenSuchAPriceLater() {
        Person instructor = scenario().instructor();
        UUID course = scenario().publishedCourse(instructor, "45.00", "USD");
        UUID slot = scenario().slot(instructor, course, LATER, 1);
        Instant start = Instant.now().plus(LATER).plusSeconds(7_200);
        Map<String, Object> tooCheap = Map.of("price", money("0.30", "USD"));

        assertThat(instructor.api().patch("/api/courses/" + course, tooCheap).code())
                .isEqualTo("amount-not-chargeable");
        assertThat(instructor.api().patch("/api/slots/" + slot, tooCheap).code())
                .isEqualTo("amount-not-chargeable");
        assertThat(instructor
                        .api()
                        .post(
                                "/api/courses/" + course + "/slots",
                                Map.of(
                                        "startTimeUtc",
                                        start.toString(),
                                        "endTimeUtc",
                                        start.plusSeconds(3_600).toString(),
                                        "price",
                                        money("1000000.00", "USD")))
                        .code())
                .isEqualTo("amount-not-chargeable");
    }

    @Test
    void aDiscountToBelowTheMinimumHoldsNoSeatAndUsesNoCode() {
        Person instructor = scenario().instructor();
        UUID slot = scenario().slot(instructor, scenario().publishedCourse(instructor, "3.00", "USD"), LATER, 1);
        String code = scenario().promoCode(Map.of("discountValue", 90, "maxUses", 1));

        assertThat(scenario().book(scenario().student(), slot, code).code()).isEqualTo("amount-not-chargeable");

        assertThat(participants(instructor, slot)).isZero();
        Api.Answer byPayPal = scenario()
                .student()
                .api()
                .post("/api/bookings", Map.of("slotId", slot, "provider", "PayPal", "promoCode", code));
        assertThat(byPayPal.status()).as(byPayPal.text()).isEqualTo(201);
    }

    @Test
    void aPriceDifferenceThatCannotBeChargedHoldsNoSeat() {
        Person instructor = scenario().instructor();
        UUID course = scenario().publishedCourse(instructor, "45.00", "USD");
        Booked booked = scenario().confirmed(scenario().student(), scenario().slot(instructor, course, LATER, 1));
        UUID dearer = scenario().slot(instructor, course, LATER.plusDays(1), "45.30");

        Api.Answer moved =
                booked.student().api().post("/api/bookings/" + booked.id() + "/reschedule", Map.of("slotId", dearer));

        assertThat(moved.code()).isEqualTo("amount-not-chargeable");
        assertThat(booked.status()).isEqualTo("Confirmed");
        assertThat(participants(instructor, dearer)).isZero();
    }

    @Test
    void aCheckoutThatFailsForGoodFreesTheSeatAndTellsTheStudent() {
        Person instructor = scenario().instructor();
        UUID slot = scenario().slot(instructor, scenario().publishedCourse(instructor, "45.00", "USD"), LATER, 1);
        assertThat(api().post(
                                "/sandbox/faults",
                                Map.of("operation", "session.create", "kind", "error-before", "times", 1_000))
                        .status())
                .isEqualTo(201);
        Person student = scenario().student();
        String booking = scenario().book(student, slot).get("bookingId");
        UUID payment = Ids.payment(UUID.fromString(booking), 1);
        await().until(() ->
                student.api().get("/api/bookings/" + booking + "/payment").status() == 200);

        commands.send(new RecordCheckoutFailed(payment, "amount_too_small"));

        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(
                                student.api().get("/api/bookings/" + booking).text())
                        .contains("\"status\":\"Cancelled\"", "\"cancellationReason\":\"CheckoutFailed\""));
        await().untilAsserted(() -> assertThat(participants(instructor, slot)).isZero());
        assertThat(student.api().get("/api/bookings/" + booking + "/payment").get("status"))
                .isEqualTo("Failed");
        await().untilAsserted(() ->
                assertThat(student.api().get("/api/notifications").text()).contains("Your booking could not be paid"));
    }
}
