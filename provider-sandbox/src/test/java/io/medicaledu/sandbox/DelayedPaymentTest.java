package io.medicaledu.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.stripe.exception.InvalidRequestException;
import com.stripe.model.Charge;
import com.stripe.model.PaymentIntent;
import com.stripe.model.checkout.Session;
import com.stripe.param.PaymentIntentCancelParams;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DelayedPaymentTest extends SandboxTest {

    private static final String SEPA = "sepa_debit";

    private PaymentIntent intent(Session session) throws Exception {
        return stripe.v1().paymentIntents().retrieve(session.getPaymentIntent());
    }

    private PaymentIntent settle(String intent, String status) throws Exception {
        return control("/payment-intents/" + intent + "/outcome", "{'status':'" + status + "'}", PaymentIntent.class);
    }

    @Test
    void aDelayedPaymentCompletesTheSessionUnpaid() throws Exception {
        Session session = sessionPaidBy(SEPA);

        assertThat(session.getStatus()).isEqualTo("complete");
        assertThat(session.getPaymentStatus()).isEqualTo("unpaid");
        PaymentIntent processing = intent(session);
        assertThat(processing.getStatus()).isEqualTo("processing");
        assertThat(processing.getAmountReceived()).isZero();
        Charge pending = chargeOf(processing.getId());
        assertThat(pending.getStatus()).isEqualTo("pending");
        assertThat(pending.getPaid()).isFalse();
        assertThat(pending.getPaymentMethodDetails().getType()).isEqualTo(SEPA);
        assertThat(pending.getPaymentMethodDetails().getSepaDebit().getLast4()).isEqualTo("3000");
        assertThat(told(processing.getId())).containsExactly("payment_intent.processing");
        assertThat(told(pending.getId())).containsExactly("charge.pending");
        assertThat(told(session.getId())).containsExactly("checkout.session.completed");
        assertThatThrownBy(() -> refund(processing.getId(), 100)).isInstanceOf(InvalidRequestException.class);
        assertThat(pay(session, GOOD).statusCode()).isEqualTo(409);
    }

    @Test
    void theBankPays() throws Exception {
        Session session = sessionPaidBy(SEPA);
        String intent = session.getPaymentIntent();

        PaymentIntent paid = settle(intent, "succeeded");

        assertThat(paid.getStatus()).isEqualTo("succeeded");
        assertThat(paid.getAmountReceived()).isEqualTo(4_500);
        assertThat(retrieve(session).getPaymentStatus()).isEqualTo("paid");
        assertThat(chargeOf(intent).getPaid()).isTrue();
        await().untilAsserted(() -> {
            assertThat(receiver.eventIds("checkout.session.async_payment_succeeded", session.getId()))
                    .hasSize(1);
            assertThat(receiver.eventIds("payment_intent.succeeded", intent)).hasSize(1);
            assertThat(receiver.eventIds("charge.succeeded", intent)).hasSize(1);
        });
        assertThat(refund(intent, 4_500).getStatus()).isEqualTo("succeeded");
    }

    @Test
    void theBankDoesNotPay() throws Exception {
        Session session = sessionPaidBy(SEPA);
        String intent = session.getPaymentIntent();

        PaymentIntent failed = settle(intent, "failed");

        assertThat(failed.getStatus()).isEqualTo("requires_payment_method");
        assertThat(failed.getLastPaymentError().getCode()).isEqualTo("insufficient_funds");
        assertThat(retrieve(session).getPaymentStatus()).isEqualTo("unpaid");
        assertThat(retrieve(session).getStatus()).isEqualTo("complete");
        assertThat(chargeOf(intent).getStatus()).isEqualTo("failed");
        assertThat(chargeOf(intent).getFailureCode()).isEqualTo("insufficient_funds");
        assertThat(told(session.getId()))
                .containsExactly("checkout.session.completed", "checkout.session.async_payment_failed");
        assertThat(told(intent)).containsExactly("payment_intent.processing", "payment_intent.payment_failed");
    }

    @Test
    void aProcessingPaymentIsCanceledFromOutside() throws Exception {
        String intent = sessionPaidBy(SEPA).getPaymentIntent();

        PaymentIntent canceled = settle(intent, "canceled");

        assertThat(canceled.getStatus()).isEqualTo("canceled");
        assertThat(canceled.getCanceledAt()).isPositive();
        assertThat(told(intent)).containsExactly("payment_intent.processing", "payment_intent.canceled");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{'status':'maybe'}", "{}", "no json"})
    void anotherOutcomeIsRefused(String json) throws Exception {
        String intent = sessionPaidBy(SEPA).getPaymentIntent();

        assertThat(control("/payment-intents/" + intent + "/outcome", json).statusCode())
                .isEqualTo(400);

        assertThat(stripe.v1().paymentIntents().retrieve(intent).getStatus()).isEqualTo("processing");
    }

    @Test
    void anOutcomeComesOnce() throws Exception {
        String intent = sessionPaidBy(SEPA).getPaymentIntent();
        settle(intent, "succeeded");

        assertThat(control("/payment-intents/" + intent + "/outcome", "{'status':'failed'}")
                        .body())
                .contains("payment_intent_unexpected_state");
        assertThat(control("/payment-intents/pi_none/outcome", "{'status':'failed'}")
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void aPaymentIntentOfCheckoutIsNotCanceledDirectly() throws Exception {
        Session session = openSession();
        pay(session, DECLINED);
        String intent = retrieve(session).getPaymentIntent();

        assertThatThrownBy(() -> stripe.v1().paymentIntents().cancel(intent))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("You cannot perform this action on PaymentIntents created by Checkout");

        stripe.v1().checkout().sessions().expire(session.getId());
        assertThat(stripe.v1().paymentIntents().retrieve(intent).getStatus()).isEqualTo("canceled");
        await().untilAsserted(() ->
                assertThat(receiver.eventIds("payment_intent.canceled", intent)).hasSize(1));
    }

    @Test
    void aPaymentIntentWithoutSessionIsCanceledUnlessItIsPaid() throws Exception {
        PaymentIntent processing = again(sessionPaidBy(SEPA).getPaymentIntent());
        PaymentIntent paid = again(paidSession().getPaymentIntent());
        PaymentIntentCancelParams params = PaymentIntentCancelParams.builder()
                .setCancellationReason(PaymentIntentCancelParams.CancellationReason.DUPLICATE)
                .build();

        PaymentIntent canceled = stripe.v1().paymentIntents().cancel(processing.getId(), params);

        assertThat(canceled.getStatus()).isEqualTo("canceled");
        assertThat(canceled.getCancellationReason()).isEqualTo("duplicate");
        assertThat(chargeOf(processing.getId()).getStatus()).isEqualTo("failed");
        assertThatThrownBy(() -> stripe.v1().paymentIntents().cancel(paid.getId(), params))
                .isInstanceOfSatisfying(
                        InvalidRequestException.class,
                        e -> assertThat(e.getCode()).isEqualTo("payment_intent_unexpected_state"))
                .hasMessageContaining("You cannot cancel this PaymentIntent because it has a status of succeeded");
        assertThatThrownBy(() -> stripe.v1().paymentIntents().cancel("pi_none"))
                .isInstanceOfSatisfying(
                        InvalidRequestException.class,
                        e -> assertThat(e.getStatusCode()).isEqualTo(404));
    }

    private PaymentIntent again(String intent) throws Exception {
        return control("/double-charge", "{'paymentIntent':'" + intent + "'}", PaymentIntent.class);
    }

    @Test
    void aSecondPaymentOfTheSameIsAPaymentOfItsOwn() throws Exception {
        String first = paidSession().getPaymentIntent();

        PaymentIntent second = again(first);

        assertThat(second.getId()).isNotEqualTo(first);
        assertThat(second.getStatus()).isEqualTo("succeeded");
        assertThat(second.getAmountReceived()).isEqualTo(4_500);
        assertThat(second.getMetadata())
                .isEqualTo(stripe.v1().paymentIntents().retrieve(first).getMetadata())
                .containsEntry("paymentId", "p-1");
        assertThat(second.getLatestCharge()).isNotEqualTo(chargeOf(first).getId());
        await().untilAsserted(() -> {
            assertThat(receiver.eventIds("payment_intent.succeeded", second.getId()))
                    .hasSize(1);
            assertThat(receiver.eventIds("charge.succeeded", second.getId())).hasSize(1);
        });
        assertThat(refund(second.getId(), 4_500).getStatus()).isEqualTo("succeeded");
        assertThat(chargeOf(first).getAmountRefunded()).isZero();
    }

    @Test
    void whatIsNotPaidIsNotPaidTwice() throws Exception {
        Session session = openSession();
        pay(session, DECLINED);

        String intent = retrieve(session).getPaymentIntent();

        assertThat(control("/double-charge", "{'paymentIntent':'" + intent + "'}")
                        .statusCode())
                .isEqualTo(400);
        assertThat(control("/double-charge", "{'paymentIntent':'pi_none'}").statusCode())
                .isEqualTo(404);
    }

    @Test
    void thePageOffersTheDelayedMethodAndSaysWhatHappened() throws Exception {
        Session session = openSession();
        String path = "/sandbox/stripe/checkout/" + session.getId();
        assertThat(get(path).body()).contains("name=\"card\" value=\"sepa_debit\"");

        pay(session, SEPA);

        assertThat(get(path).body())
                .contains("Your bank has been asked to pay")
                .doesNotContain("<form", "already paid");
    }
}
