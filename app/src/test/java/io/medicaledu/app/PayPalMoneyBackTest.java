package io.medicaledu.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.medicaledu.app.support.Api;
import io.medicaledu.app.support.PayPalStories;
import io.medicaledu.app.support.Scenario.Booked;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Money that goes back through PayPal: by us, at PayPal, or by force. */
class PayPalMoneyBackTest extends PayPalStories {

    private void cancel(Booked booked) {
        assertThat(booked.student()
                        .api()
                        .post("/api/bookings/" + booked.id() + "/cancellation")
                        .status())
                .isEqualTo(200);
    }

    private Api.Answer refund(Booked booked, String amount) {
        return scenario()
                .admin()
                .post(
                        "/api/payments/" + booked.paymentId() + "/refunds",
                        Map.of("amount", Map.of("amount", amount, "currency", "EUR"), "reason", "Goodwill"));
    }

    private void awaitRefunded(Booked booked, String amount) {
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(
                                booked.payment().path("refunded").path("amount").asString(""))
                        .isEqualTo(amount));
    }

    @Test
    void aCancellationRefundsOnceHoweverPayPalFails() {
        Booked booked = confirmed();
        fault("paypal.refund.create", "error-before", 1);
        fault("paypal.refund.create", "error-after", 1);
        fault("paypal.refund.create", "rate-limit-429", 1);
        fault("paypal.refund.create", "delay", 1);

        cancel(booked);

        booked.awaitPayment("Refunded");
        awaitInboxDone();
        assertThat(refunds(booked, "COMPLETED")).containsExactly(4_500L);
        assertThat(eventCount(booked.paymentId(), "RefundSucceeded")).isEqualTo(1);
        assertThat(eventCount(booked.paymentId(), "ExternalRefundRecorded")).isZero();
    }

    @Test
    void aRefundForWhichTheAccountLacksTheMoneyFollowsOnceItIsThere() {
        Booked booked = confirmed();
        fault("paypal.refund.create", "insufficient-funds", 2);

        cancel(booked);

        booked.awaitPayment("Refunded");
        assertThat(refunds(booked, "COMPLETED")).containsExactly(4_500L);
        assertThat(eventCount(booked.paymentId(), "RefundFailed")).isZero();
    }

    @Test
    void anAdminRefundsInParts() {
        Booked booked = confirmed();

        assertThat(refund(booked, "20.00").status()).isEqualTo(201);
        booked.awaitPayment("PartiallyRefunded");
        assertThat(refund(booked, "25.01").code()).isEqualTo("refund-exceeds-captured");
        assertThat(refund(booked, "25.00").status()).isEqualTo(201);

        booked.awaitPayment("Refunded");
        assertThat(refunds(booked, "COMPLETED")).containsExactly(2_000L, 2_500L);
    }

    @Test
    void aPendingRefundCountsOnceItIsCompleted() {
        Booked booked = confirmed();
        fault("paypal.refund.create", "pending", 1);
        refund(booked, "20.00");
        await().untilAsserted(() -> assertThat(refunds(booked, "PENDING")).hasSize(1));
        assertThat(booked.payment().path("refunded").path("amount").asString()).isEqualTo("0.00");

        settleRefund(booked, "COMPLETED");

        awaitRefunded(booked, "20.00");
    }

    @Test
    void aRefundThatFailsIsFlaggedForTheAdmin() {
        Booked booked = confirmed();
        fault("paypal.refund.create", "pending", 1);
        refund(booked, "20.00");
        await().untilAsserted(() -> assertThat(refunds(booked, "PENDING")).hasSize(1));

        settleRefund(booked, "FAILED");

        awaitEvent(booked.paymentId(), "RefundFailed");
        await().untilAsserted(() -> assertThat(scenario()
                        .admin()
                        .get("/api/payments?flagged=true&bookingId=" + booked.id())
                        .json()
                        .path("items"))
                .hasSize(1));
        assertThat(booked.payment().path("refunded").path("amount").asString()).isEqualTo("0.00");
    }

    private void settleRefund(Booked booked, String status) {
        String refund = jdbc.sql("SELECT id FROM provider_sandbox.paypal_refunds WHERE capture_id = ?")
                .param(captures(booked, "COMPLETED").getFirst())
                .query(String.class)
                .single();
        atPayPal("/refunds/" + refund + "/outcome", Map.of("status", status));
    }

    @Test
    void aRefundFromPayPalsDashboardIsFound() {
        Booked booked = confirmed();

        atPayPal("/dashboard-refunds", Map.of("captureId", captureOf(booked, "COMPLETED"), "amount", "10.00"));

        awaitRefunded(booked, "10.00");
        assertThat(eventCount(booked.paymentId(), "ExternalRefundRecorded")).isEqualTo(1);
        assertThat(refund(booked, "35.01").code()).isEqualTo("refund-exceeds-captured");
    }

    @Test
    void whatIsPaidTwiceGoesBackInFullOnce() {
        Booked booked = confirmed();

        atPayPal("/double-capture", Map.of("orderId", orderId(booked)));

        awaitEvent(booked.paymentId(), "SurplusCaptured");
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(refunds(booked, "COMPLETED")).containsExactly(4_500L));
        awaitInboxDone();
        assertThat(booked.status()).isEqualTo("Confirmed");
        assertThat(captures(booked, "REFUNDED")).hasSize(1);
        assertThat(captures(booked, "COMPLETED")).hasSize(1);
        assertThat(booked.payment().path("status").asString()).isEqualTo("Succeeded");
    }

    @Test
    void whatPayPalTakesBackCountsAsRefunded() {
        Booked booked = confirmed();

        atPayPal("/captures/" + captureOf(booked, "COMPLETED") + "/reverse", Map.of());

        awaitRefunded(booked, "45.00");
        assertThat(eventCount(booked.paymentId(), "ExternalRefundRecorded")).isEqualTo(1);
    }

    @Test
    void aDisputeWithholdsTheMoneyUntilItIsWon() {
        Booked booked = confirmed();
        String dispute = dispute(booked);
        awaitEvent(booked.paymentId(), "DisputeOpened");
        assertThat(refund(booked, "1.00").code()).isEqualTo("refund-exceeds-captured");

        atPayPal("/disputes/" + dispute + "/review", Map.of());
        atPayPal("/disputes/" + dispute + "/resolve", Map.of("outcome", "RESOLVED_SELLER_FAVOUR"));

        awaitEvent(booked.paymentId(), "DisputeWon");
        assertThat(refund(booked, "1.00").status()).isEqualTo(201);
        awaitRefunded(booked, "1.00");
    }

    @Test
    void aLostDisputeIsMoneyThatIsGone() {
        Booked booked = confirmed();
        String dispute = dispute(booked);

        atPayPal("/disputes/" + dispute + "/resolve", Map.of("outcome", "RESOLVED_BUYER_FAVOUR"));

        awaitEvent(booked.paymentId(), "DisputeLost");
        awaitInboxDone();
        assertThat(eventCount(booked.paymentId(), "DisputeOpened")).isEqualTo(1);
        assertThat(eventCount(booked.paymentId(), "ExternalRefundRecorded")).isZero();
        assertThat(refund(booked, "1.00").code()).isEqualTo("refund-exceeds-captured");
    }

    private String dispute(Booked booked) {
        return atPayPal("/disputes", Map.of("captureId", captureOf(booked, "COMPLETED")))
                .get("dispute_id");
    }
}
