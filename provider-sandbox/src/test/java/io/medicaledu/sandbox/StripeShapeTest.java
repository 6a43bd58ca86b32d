package io.medicaledu.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.stripe.Stripe;
import com.stripe.model.BalanceTransaction;
import com.stripe.model.Charge;
import com.stripe.model.Dispute;
import com.stripe.model.Event;
import com.stripe.model.PaymentIntent;
import com.stripe.model.Refund;
import com.stripe.model.StripeObject;
import com.stripe.model.checkout.Session;
import com.stripe.param.EventListParams;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** All objects are what stripe-java makes of them: nothing that Stripe always sends is missing. */
class StripeShapeTest extends SandboxTest {

    private static void assertComplete(StripeObject object) {
        switch (object) {
            case Session it ->
                assertThat(it)
                        .extracting(
                                Session::getId,
                                Session::getObject,
                                Session::getCreated,
                                Session::getExpiresAt,
                                Session::getLivemode,
                                Session::getMode,
                                Session::getPaymentStatus,
                                Session::getStatus,
                                Session::getCurrency,
                                Session::getAmountTotal,
                                Session::getAutomaticTax,
                                Session::getPaymentMethodTypes,
                                Session::getShippingOptions,
                                Session::getMetadata,
                                Session::getCustomFields,
                                Session::getCustomText,
                                Session::getUiMode)
                        .doesNotContainNull();
            case PaymentIntent it ->
                assertThat(it)
                        .extracting(
                                PaymentIntent::getId,
                                PaymentIntent::getObject,
                                PaymentIntent::getAmount,
                                PaymentIntent::getAmountReceived,
                                PaymentIntent::getAmountCapturable,
                                PaymentIntent::getCaptureMethod,
                                PaymentIntent::getConfirmationMethod,
                                PaymentIntent::getCreated,
                                PaymentIntent::getCurrency,
                                PaymentIntent::getLivemode,
                                PaymentIntent::getMetadata,
                                PaymentIntent::getPaymentMethodTypes,
                                PaymentIntent::getStatus,
                                PaymentIntent::getLatestCharge)
                        .doesNotContainNull();
            case Charge it ->
                assertThat(it)
                        .extracting(
                                Charge::getId,
                                Charge::getObject,
                                Charge::getAmount,
                                Charge::getAmountCaptured,
                                Charge::getAmountRefunded,
                                Charge::getBillingDetails,
                                Charge::getCaptured,
                                Charge::getCreated,
                                Charge::getCurrency,
                                Charge::getDisputed,
                                Charge::getLivemode,
                                Charge::getMetadata,
                                Charge::getPaid,
                                Charge::getPaymentIntent,
                                Charge::getRefunded,
                                Charge::getStatus,
                                Charge::getOutcome,
                                Charge::getPaymentMethodDetails)
                        .doesNotContainNull();
            case Refund it ->
                assertThat(it)
                        .extracting(
                                Refund::getId,
                                Refund::getObject,
                                Refund::getAmount,
                                Refund::getCharge,
                                Refund::getPaymentIntent,
                                Refund::getCreated,
                                Refund::getCurrency,
                                Refund::getMetadata,
                                Refund::getStatus,
                                Refund::getBalanceTransaction,
                                Refund::getDestinationDetails)
                        .doesNotContainNull();
            case Dispute it -> assertCompleteDispute(it);
            default -> throw new AssertionError("What is " + object.getClass() + "?");
        }
    }

    private static void assertCompleteDispute(Dispute dispute) {
        assertThat(dispute)
                .extracting(
                        Dispute::getId,
                        Dispute::getObject,
                        Dispute::getAmount,
                        Dispute::getBalanceTransactions,
                        Dispute::getCharge,
                        Dispute::getCreated,
                        Dispute::getCurrency,
                        Dispute::getEnhancedEligibilityTypes,
                        Dispute::getEvidence,
                        Dispute::getEvidenceDetails,
                        Dispute::getIsChargeRefundable,
                        Dispute::getLivemode,
                        Dispute::getMetadata,
                        Dispute::getPaymentIntent,
                        Dispute::getPaymentMethodDetails,
                        Dispute::getReason,
                        Dispute::getStatus)
                .doesNotContainNull();
        assertThat(dispute.getEvidenceDetails().getDueBy()).isGreaterThan(dispute.getCreated());
        assertThat(dispute.getPaymentMethodDetails().getCard().getCaseType()).isNotNull();
        assertThat(dispute.getPaymentMethodDetails().getCard().getNetwork()).isEqualTo("visa");
        for (BalanceTransaction movement : dispute.getBalanceTransactions()) {
            assertThat(movement)
                    .extracting(
                            BalanceTransaction::getId,
                            BalanceTransaction::getObject,
                            BalanceTransaction::getAmount,
                            BalanceTransaction::getAvailableOn,
                            BalanceTransaction::getCreated,
                            BalanceTransaction::getCurrency,
                            BalanceTransaction::getFee,
                            BalanceTransaction::getFeeDetails,
                            BalanceTransaction::getNet,
                            BalanceTransaction::getReportingCategory,
                            BalanceTransaction::getStatus,
                            BalanceTransaction::getType,
                            BalanceTransaction::getSource)
                    .doesNotContainNull();
            assertThat(movement.getNet()).isEqualTo(movement.getAmount() - movement.getFee());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                GOOD,
                DECLINED,
                "4000000000000259",
                "4000000000001976",
                "4000000000005126",
                "4000000000007726",
                "sepa_debit",
            })
    void whatACardLeavesBehindIsComplete(String card) throws Exception {
        Session session = openSession();
        assertComplete(session);
        pay(session, card);

        String intent = retrieve(session).getPaymentIntent();

        assertComplete(retrieve(session));
        assertComplete(stripe.v1().paymentIntents().retrieve(intent));
        assertComplete(chargeOf(intent));
    }

    @Test
    void everyKindOfEventTellsACompleteObject() throws Exception {
        makeEverythingHappen();

        List<String> types = jdbc.sql("SELECT DISTINCT type FROM provider_sandbox.stripe_events")
                .query(String.class)
                .list();

        assertThat(types)
                .contains(
                        "charge.dispute.closed",
                        "charge.dispute.created",
                        "charge.dispute.funds_reinstated",
                        "charge.dispute.funds_withdrawn",
                        "charge.dispute.updated",
                        "charge.failed",
                        "charge.pending",
                        "charge.refund.updated",
                        "charge.refunded",
                        "charge.succeeded",
                        "checkout.session.async_payment_failed",
                        "checkout.session.async_payment_succeeded",
                        "checkout.session.completed",
                        "checkout.session.expired",
                        "payment_intent.canceled",
                        "payment_intent.payment_failed",
                        "payment_intent.processing",
                        "payment_intent.succeeded",
                        "refund.created",
                        "refund.failed",
                        "refund.updated");
        for (String type : types) {
            Event event = newest(type);
            assertThat(event.getApiVersion()).isEqualTo(Stripe.API_VERSION);
            assertComplete(event.getDataObjectDeserializer().getObject().orElseThrow());
            assertThat(stripe.v1().events().retrieve(event.getId())).isEqualTo(event);
            redeliver(event);
        }
    }

    @Test
    void nothingIsToldThatStripeDoesNotKnow() throws Exception {
        String intent = sessionPaidBy("sepa_debit").getPaymentIntent();
        control("/payment-intents/" + intent + "/outcome", "{'status':'succeeded'}", PaymentIntent.class);
        Dispute dispute = control("/disputes", "{'paymentIntent':'" + intent + "'}", Dispute.class);

        assertThat(raw("disputes/" + dispute.getId())).doesNotContain("payment_method_details");
        assertThat(raw("payment_intents/" + intent)).doesNotContain("\"source\"");
        assertThat(raw("charges/" + chargeOf(intent).getId())).doesNotContain("\"source\"");
    }

    private String raw(String path) throws Exception {
        return get("/sandbox/stripe/v1/" + path).body();
    }

    private void makeEverythingHappen() throws Exception {
        Session declined = openSession();
        pay(declined, DECLINED);
        stripe.v1().checkout().sessions().expire(declined.getId());
        for (String outcome : new String[] {"succeeded", "failed"}) {
            String intent = sessionPaidBy("sepa_debit").getPaymentIntent();
            control("/payment-intents/" + intent + "/outcome", "{'status':'" + outcome + "'}", PaymentIntent.class);
        }
        Refund failed = refund(sessionPaidBy("4000000000005126").getPaymentIntent(), 100);
        assertComplete(control("/refunds/" + failed.getId() + "/outcome", "{'status':'failed'}", Refund.class));
        Refund pending = refund(sessionPaidBy("4000000000007726").getPaymentIntent(), 100);
        assertComplete(pending);
        control("/refunds/" + pending.getId() + "/outcome", "{'status':'succeeded'}", Refund.class);
        Dispute dispute =
                control("/disputes", "{'paymentIntent':'" + paidSession().getPaymentIntent() + "'}", Dispute.class);
        assertComplete(dispute);
        assertComplete(control("/disputes/" + dispute.getId() + "/close", "{'status':'won'}", Dispute.class));
    }

    private Event newest(String type) throws Exception {
        return stripe.v1()
                .events()
                .list(EventListParams.builder().setType(type).setLimit(1L).build())
                .getData()
                .getFirst();
    }

    private void redeliver(Event event) throws Exception {
        await().until(() -> arrivals(event) > 0);
        long before = arrivals(event);

        assertThat(control("/webhooks/redeliver", "{'eventId':'" + event.getId() + "'}")
                        .statusCode())
                .isEqualTo(202);

        await().untilAsserted(() -> assertThat(arrivals(event)).isEqualTo(before + 1));
    }

    private long arrivals(Event event) {
        return receiver.received.stream()
                .filter(each -> each.event().getId().equals(event.getId()))
                .count();
    }
}
