package io.medicaledu.payment.stripe;

import static org.assertj.core.api.Assertions.assertThat;

import com.stripe.model.Charge;
import com.stripe.model.Dispute;
import com.stripe.model.PaymentIntent;
import com.stripe.model.Refund;
import com.stripe.net.ApiResource;
import io.medicaledu.payment.command.ProviderTransactions.Kind;
import io.medicaledu.payment.reconciliation.Movement;
import io.medicaledu.shared.Money;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What Stripe's objects say has moved. */
class StripeMovementsTest {

    private static final UUID PAYMENT = UUID.fromString("2f6274fd-a063-5bef-a344-35dc0a0f9efc");
    private static final UUID REFUND = UUID.fromString("6f7ae5e9-5773-53bf-910c-c4cff5860ffc");
    private static final Instant AT = Instant.ofEpochSecond(1_780_000_000L);

    private static Charge charge(String status, boolean captured) {
        return ApiResource.GSON.fromJson("""
                {"id":"ch_1","object":"charge","amount":4500,"amount_captured":%d,"captured":%s,"currency":"jpy",
                 "created":1780000000,"payment_intent":"pi_1","status":"%s","metadata":{"paymentId":"%s"}}""".formatted(captured ? 4500 : 0, captured, status, PAYMENT), Charge.class);
    }

    private static Refund refund(String status, String metadata) {
        return ApiResource.GSON.fromJson("""
                {"id":"re_1","object":"refund","amount":2250,"currency":"eur","created":1780000000,"charge":"ch_1",
                 "payment_intent":"pi_1","status":"%s","failure_reason":"unknown","metadata":{%s}}""".formatted(status, metadata), Refund.class);
    }

    private static Dispute dispute(String status) {
        return ApiResource.GSON.fromJson("""
                {"id":"du_1","object":"dispute","amount":4500,"currency":"eur","created":1780000000,"charge":"ch_1",
                 "payment_intent":"pi_1","status":"%s","reason":"fraudulent","metadata":{}}""".formatted(status), Dispute.class);
    }

    @Test
    void aCapturedChargeGoesByItsPaymentIntent() {
        assertThat(StripeMovements.capture(charge("succeeded", true)))
                .contains(new Movement(
                        Kind.Capture,
                        "pi_1",
                        "pi_1",
                        PAYMENT,
                        null,
                        new Money(4500, "JPY"),
                        Movement.State.Succeeded,
                        null,
                        AT));
    }

    @Test
    void aDeclinedOrMerelyAuthorizedChargeHasMovedNothing() {
        assertThat(StripeMovements.capture(charge("failed", false))).isEmpty();
        assertThat(StripeMovements.capture(charge("succeeded", false))).isEmpty();
    }

    @Test
    void aDelayedChargeIsPending() {
        assertThat(StripeMovements.capture(charge("pending", false)))
                .map(Movement::state)
                .contains(Movement.State.Pending);
        assertThat(StripeMovements.capture(charge("pending", false)))
                .map(Movement::amount)
                .contains(new Money(4500, "JPY"));
    }

    @ParameterizedTest
    @CsvSource({"processing,Pending", "requires_payment_method,Failed", "canceled,Failed"})
    void aPaymentIntentWithoutMoneyIsNotCaptured(String status, Movement.State state) {
        PaymentIntent intent = ApiResource.GSON.fromJson("""
                {"id":"pi_1","object":"payment_intent","amount":4500,"currency":"eur","created":1780000000,
                 "status":"%s","metadata":{}}""".formatted(status), PaymentIntent.class);

        Movement movement = StripeMovements.unpaid(intent);

        assertThat(movement.state()).isEqualTo(state);
        assertThat(movement.reference()).isEqualTo("pi_1");
        assertThat(movement.paymentId()).isNull();
    }

    @Test
    void aRefundKnowsWhoseItIs() {
        String metadata = "\"paymentId\":\"%s\",\"refundId\":\"%s\"".formatted(PAYMENT, REFUND);

        Movement movement = StripeMovements.refund(refund("succeeded", metadata));

        assertThat(movement)
                .isEqualTo(new Movement(
                        Kind.Refund,
                        "re_1",
                        "pi_1",
                        PAYMENT,
                        REFUND,
                        Money.of("22.50", "EUR"),
                        Movement.State.Succeeded,
                        "unknown",
                        AT));
    }

    @Test
    void aRefundOfTheDashboardNamesNoneOfOurs() {
        assertThat(StripeMovements.refund(refund("succeeded", "")).refundId()).isNull();
        assertThat(StripeMovements.refund(refund("succeeded", "\"refundId\":\"none\""))
                        .refundId())
                .isNull();
    }

    @ParameterizedTest
    @CsvSource({"pending,Pending", "requires_action,Pending", "failed,Failed", "canceled,Failed"})
    void aRefundStandsAsStripeSays(String status, Movement.State state) {
        assertThat(StripeMovements.refund(refund(status, "")).state()).isEqualTo(state);
    }

    @ParameterizedTest
    @CsvSource({"needs_response,Succeeded", "under_review,Succeeded", "won,Failed", "lost,Lost"})
    void aDisputeStandsAsStripeSays(String status, Movement.State state) {
        assertThat(StripeMovements.dispute(dispute(status)))
                .contains(new Movement(
                        Kind.Dispute, "du_1", "pi_1", null, null, Money.of("45.00", "EUR"), state, "fraudulent", AT));
    }

    @ParameterizedTest
    @ValueSource(strings = {"warning_needs_response", "warning_under_review", "warning_closed", "prevented"})
    void anInquiryAndWhatWasPreventedMoveNothing(String status) {
        assertThat(StripeMovements.dispute(dispute(status))).isEmpty();
    }
}
