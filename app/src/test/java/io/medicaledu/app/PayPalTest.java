package io.medicaledu.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.medicaledu.app.support.Api;
import io.medicaledu.app.support.PayPalStories;
import io.medicaledu.app.support.Scenario.Booked;
import io.medicaledu.app.support.Scenario.Person;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Bookings that are paid through PayPal. */
class PayPalTest extends PayPalStories {

    @Test
    void anApprovedOrderIsCapturedOnceAndConfirmsTheBooking() {
        Booked booked = booked();

        Api.Answer back = approve(booked, "completed");

        assertThat(back.header("Location")).contains("/api/bookings/" + booked.id());
        booked.awaitStatus("Confirmed");
        booked.awaitPayment("Succeeded");
        assertThat(booked.payment().path("provider").asString()).isEqualTo("PayPal");
        assertThat(captures(booked, "COMPLETED")).hasSize(1);
        await().untilAsserted(() -> assertThat(
                        booked.student().api().get("/api/enrollments").json().path("items"))
                .hasSize(1));
    }

    @Test
    void theStoryHangsTogetherFromTheRequestToTheEnrollment() {
        Booked booked = confirmed();

        await().untilAsserted(() -> assertThat(jdbc.sql("""
                        SELECT payload_type FROM event_store.domain_events
                        WHERE meta_data ->> 'correlationId' = (
                            SELECT meta_data ->> 'correlationId' FROM event_store.domain_events
                            WHERE aggregate_identifier = ? AND payload_type = 'BookingRequested')""")
                        .param(booked.id().toString())
                        .query(String.class)
                        .list())
                .contains(
                        "PaymentStarted",
                        "CheckoutOpened",
                        "CaptureRequested",
                        "PaymentCaptured",
                        "BookingConfirmed",
                        "StudentEnrolled"));
    }

    @Test
    void whoCancelsOnPayPalsPageComesBackAndMayStillApprove() {
        Booked booked = booked();

        Api.Answer back = booked.student().api().post(booked.checkoutUrl() + "/cancel");

        assertThat(back.status()).isEqualTo(303);
        assertThat(back.header("Location")).contains("/api/bookings/" + booked.id());
        assertThat(booked.status()).isEqualTo("Pending");
        approve(booked, "completed");
        booked.awaitStatus("Confirmed");
    }

    @Test
    void anOrderThatIsApprovedAfterTheEndOfTheBookingIsNeverCaptured() {
        Booked booked = booked();
        booked.student().api().post("/api/bookings/" + booked.id() + "/cancellation");
        booked.awaitPayment("Cancelled");

        assertThat(approve(booked, "completed").status()).isEqualTo(303);

        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(jdbc.sql("""
                                SELECT count(*) FROM command_side.webhook_inbox
                                WHERE type = 'CHECKOUT.ORDER.APPROVED' AND state = 'Processed'
                                  AND payload -> 'resource' ->> 'id' = ?""")
                                .param(orderId(booked))
                                .query(Integer.class)
                                .single())
                        .isEqualTo(1));
        assertThat(eventCount(booked.paymentId(), "CaptureRequested")).isZero();
        assertThat(captures(booked, "COMPLETED")).isEmpty();
    }

    @Test
    void anUnapprovedOrderEndsWithItsHold() {
        Booked booked = booked();

        booked.awaitStatus("Cancelled");

        awaitEvent(booked.paymentId(), "CheckoutClosed");
        assertThat(captures(booked, "COMPLETED")).isEmpty();
    }

    @Test
    void aDeclineIsToldAndTheSecondTryPays() {
        Booked booked = booked();
        approve(booked, "declined");
        booked.awaitPayment("Failed");
        assertThat(booked.payment().path("declineCode").asString("")).isEqualTo("INSTRUMENT_DECLINED");
        assertThat(booked.status()).isEqualTo("Pending");

        approve(booked, "completed");

        booked.awaitStatus("Confirmed");
        awaitInboxDone();
        assertThat(captures(booked, "COMPLETED")).hasSize(1);
        assertThat(eventCount(booked.paymentId(), "PaymentDeclined")).isEqualTo(1);
        assertThat(eventCount(booked.paymentId(), "CaptureRequested")).isEqualTo(2);
    }

    @Test
    void aPendingCaptureConfirmsOnceItIsCompleted() {
        Booked booked = booked();
        approve(booked, "pending");
        awaitEvent(booked.paymentId(), "PaymentProcessing");
        assertThat(booked.status()).isEqualTo("Pending");

        atPayPal("/captures/" + captureOf(booked, "PENDING") + "/outcome", Map.of("status", "COMPLETED"));

        booked.awaitStatus("Confirmed");
        assertThat(eventCount(booked.paymentId(), "PaymentCaptured")).isEqualTo(1);
    }

    @Test
    void aPendingCaptureThatIsDeniedEndsTheCheckout() {
        Booked booked = booked();
        approve(booked, "pending");
        awaitEvent(booked.paymentId(), "PaymentProcessing");

        atPayPal("/captures/" + captureOf(booked, "PENDING") + "/outcome", Map.of("status", "DENIED"));

        booked.awaitPayment("Failed");
        await().untilAsserted(() ->
                assertThat(booked.payment().path("checkoutUrl").asString("")).isEmpty());
        assertThat(booked.status()).isEqualTo("Pending");
        assertThat(eventCount(booked.paymentId(), "PaymentCaptured")).isZero();
    }

    @Test
    void anOrderIsOpenedOnceHoweverPayPalFails() {
        UUID slot = slot();
        fault("paypal.order.create", "error-before", 1);
        fault("paypal.order.create", "error-after", 1);
        fault("paypal.order.create", "rate-limit-429", 1);
        fault("paypal.order.create", "delay", 1);

        Booked booked = scenario().bookToPayByPayPal(scenario().student(), slot);

        assertThat(orders(booked)).isEqualTo(1);
    }

    @Test
    void moneyIsTakenOnceHoweverPayPalFails() {
        Booked booked = booked();
        fault("paypal.order.capture", "server-error-500", 1);
        fault("paypal.order.capture", "error-after", 1);
        fault("paypal.order.capture", "conflict-409", 1);
        fault("paypal.order.capture", "delay", 1);

        approve(booked, "completed");

        booked.awaitStatus("Confirmed");
        awaitInboxDone();
        assertThat(captures(booked, "COMPLETED")).hasSize(1);
        assertThat(eventCount(booked.paymentId(), "PaymentCaptured")).isEqualTo(1);
    }

    @Test
    void aTokenThatHasEndedIsRenewed() {
        booked();
        atPayPal("/tokens/expire", Map.of());
        Booked booked = booked();
        atPayPal("/tokens/expire", Map.of());

        approve(booked, "completed");

        booked.awaitStatus("Confirmed");
    }

    @Test
    void whatPayPalCannotChargeIsRefusedBeforeAnythingIsHeld() {
        Person instructor = scenario().instructor();
        UUID rupees = scenario().slot(instructor, course(instructor, "4500.00", "INR"), Duration.ofDays(3), 1);
        UUID filler = scenario().slot(instructor, course(instructor, "4500.50", "HUF"), Duration.ofDays(4), 1);
        UUID forint = scenario().slot(instructor, course(instructor, "4500.00", "HUF"), Duration.ofDays(5), 1);

        assertThat(request(rupees).code()).isEqualTo("amount-not-chargeable");
        assertThat(request(filler).code()).isEqualTo("amount-not-chargeable");
        Booked booked = scenario().bookToPayByPayPal(scenario().student(), forint);
        approve(booked, "completed");
        booked.awaitStatus("Confirmed");
    }

    private UUID course(Person instructor, String price, String currency) {
        return scenario().publishedCourse(instructor, price, currency);
    }

    private Api.Answer request(UUID slot) {
        return scenario()
                .student()
                .api()
                .post("/api/bookings", Map.of("slotId", slot.toString(), "provider", "PayPal"));
    }
}
