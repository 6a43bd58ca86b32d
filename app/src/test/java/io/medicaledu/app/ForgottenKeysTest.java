package io.medicaledu.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.medicaledu.app.support.Api;
import io.medicaledu.app.support.PayPalStories;
import io.medicaledu.app.support.Scenario.Booked;
import io.medicaledu.app.support.Scenario.Person;
import io.medicaledu.payment.api.PaymentCommand.CheckRefund;
import io.medicaledu.payment.api.PaymentProvider;
import io.medicaledu.payment.command.PaymentGateway;
import io.medicaledu.payment.command.PaymentGateway.CaptureState;
import io.medicaledu.payment.command.PaymentGateway.CheckoutRequest;
import io.medicaledu.payment.command.PaymentGateways;
import io.medicaledu.payment.command.ProviderRefusedException;
import io.medicaledu.shared.Ids;
import io.medicaledu.shared.Money;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Providers forget by what they know a repeated call: what is asked for again after that must not happen twice. */
class ForgottenKeysTest extends PayPalStories {

    @Autowired
    private CommandGateway commands;

    @Autowired
    private PaymentGateways gateways;

    private UUID refund(Booked booked) {
        Api.Answer answer = scenario()
                .admin()
                .post(
                        "/api/payments/" + booked.paymentId() + "/refunds",
                        Map.of("amount", Map.of("amount", "20.00", "currency", "EUR"), "reason", "Goodwill"));
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        return UUID.fromString(answer.get("refundId"));
    }

    /** As if that much time had passed since the provider was asked. */
    private void letKeysAge(String table, Duration age) {
        jdbc.sql("UPDATE provider_sandbox." + table + " SET created_at = created_at - CAST(? AS interval)")
                .param(age.toSeconds() + " seconds")
                .update();
    }

    /** What the saga does every ten minutes as long as a refund is open. */
    private void check(Booked booked, UUID refund) {
        awaitNoCall(booked);
        commands.sendAndWait(new CheckRefund(booked.paymentId(), refund));
        awaitNoCall(booked);
    }

    private void awaitNoCall(Booked booked) {
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(
                        () -> assertThat(jdbc.sql("SELECT count(*) FROM command_side.outbox WHERE payment_id = ?")
                                        .param(booked.paymentId())
                                        .query(Integer.class)
                                        .single())
                                .isZero());
    }

    private String onlyRefundAtPayPal(Booked booked) {
        return jdbc.sql("""
                        SELECT r.id FROM provider_sandbox.paypal_refunds r
                            JOIN provider_sandbox.paypal_captures c ON c.id = r.capture_id WHERE c.custom_id = ?""")
                .param(booked.paymentId().toString())
                .query(String.class)
                .single();
    }

    @Test
    void aRefundThatIsPendingForLongIsNotMadeOnceMoreByPayPal() {
        Booked booked = confirmed();
        fault("paypal.refund.create", "pending", 1);
        UUID refund = refund(booked);
        await().untilAsserted(() -> assertThat(refunds(booked, "PENDING")).hasSize(1));
        letKeysAge("paypal_idempotency", Duration.ofDays(46));

        check(booked, refund);

        String atPayPal = onlyRefundAtPayPal(booked);
        atPayPal("/refunds/" + atPayPal + "/outcome", Map.of("status", "COMPLETED"));
        awaitEvent(booked.paymentId(), "RefundSucceeded");
        assertThat(refunds(booked, "COMPLETED")).containsExactly(2_000L);
    }

    @Test
    void aRefundThatIsPendingForLongIsNotMadeOnceMoreByStripe() {
        Booked booked = scenario().confirmed(scenario().student(), slot());
        fault("refund.create", "pending", 1);
        UUID refund = refund(booked);
        await().untilAsserted(() -> assertThat(refundsAtStripe(refund)).hasSize(1));
        letKeysAge("stripe_idempotency", Duration.ofHours(25));

        check(booked, refund);

        assertThat(refundsAtStripe(refund)).hasSize(1);
        api().post(
                        "/sandbox/stripe/refunds/" + refundsAtStripe(refund).getFirst() + "/outcome",
                        Map.of("status", "succeeded"));
        awaitEvent(booked.paymentId(), "RefundSucceeded");
    }

    private List<String> refundsAtStripe(UUID refund) {
        return jdbc.sql("""
                        SELECT id FROM provider_sandbox.stripe_refunds WHERE data -> 'metadata' ->> 'refundId' = ?""").param(refund.toString()).query(String.class).list();
    }

    @Test
    void aRefundWhoseEndWasToldToNobodyIsFoundHoweverLongAgoItWas() {
        Booked booked = confirmed();
        fault("paypal.refund.create", "pending", 1);
        UUID refund = refund(booked);
        await().untilAsserted(() -> assertThat(refunds(booked, "PENDING")).hasSize(1));
        fault(Map.of(
                "operation", "webhook", "kind", "webhook-lost", "times", 1, "eventType", "PAYMENT.CAPTURE.REFUNDED"));
        atPayPal("/refunds/" + onlyRefundAtPayPal(booked) + "/outcome", Map.of("status", "COMPLETED"));
        letKeysAge("paypal_idempotency", Duration.ofDays(46));
        assertThat(eventCount(booked.paymentId(), "RefundSucceeded")).isZero();

        check(booked, refund);

        awaitEvent(booked.paymentId(), "RefundSucceeded");
        assertThat(refunds(booked, "COMPLETED")).containsExactly(2_000L);
    }

    @Test
    void aRefundThatWasNeverMadeCanBeGivenUpOnceItIsInDoubt() {
        Booked booked = scenario().confirmed(scenario().student(), slot());
        fault("refund.create", "error-before", 1_000);
        fault("refund.list", "error-before", 1_000);
        refund(booked);
        Api admin = scenario().admin();
        String call = await().until(
                        () -> jdbc.sql("""
                                SELECT id FROM command_side.outbox WHERE payment_id = ? AND outcome_unknown""")
                                .param(booked.paymentId())
                                .query(UUID.class)
                                .optional(),
                        Optional::isPresent)
                .orElseThrow()
                .toString();
        String giveUp = "/api/outbox/" + call + "/abandonment";
        assertThat(booked.student().api().post(giveUp, Map.of("reason", "x")).status())
                .isEqualTo(403);
        assertThat(admin.post(giveUp, Map.of("reason", " ")).code()).isEqualTo("validation");

        assertThat(admin.post(giveUp, Map.of("reason", "Not to be seen at Stripe"))
                        .status())
                .isEqualTo(204);

        awaitEvent(booked.paymentId(), "RefundFailed");
        awaitNoCall(booked);
        assertThat(admin.post(giveUp, Map.of("reason", "Again")).code()).isEqualTo("not-found");
        api().delete("/sandbox/faults");
        UUID another = refund(booked);
        await().untilAsserted(() -> assertThat(refundsAtStripe(another)).hasSize(1));
        awaitEvent(booked.paymentId(), "RefundSucceeded");
    }

    @Test
    void onlyARefundThatIsInDoubtIsGivenUp() {
        fault("session.create", "error-after", 1_000);
        Person student = scenario().student();
        assertThat(scenario().book(student, slot()).status()).isEqualTo(201);
        String call = await().until(
                        () -> jdbc.sql("SELECT id FROM command_side.outbox WHERE outcome_unknown")
                                .query(UUID.class)
                                .list(),
                        calls -> calls.size() == 1)
                .getFirst()
                .toString();

        Api.Answer refused =
                scenario().admin().post("/api/outbox/" + call + "/abandonment", Map.of("reason", "No refund"));

        assertThat(refused.code()).isEqualTo("payment-state");
        api().delete("/sandbox/faults");
    }

    @Test
    void aCaptureThatIsAskedForAgainAfterHoursIsTheSame() {
        Booked booked = confirmed();
        String capture = captureOf(booked, "COMPLETED");
        letKeysAge("paypal_idempotency", Duration.ofHours(7));

        CaptureState again = gateways.of(PaymentProvider.PayPal).capture(booked.paymentId(), orderId(booked), 1);

        assertThat(again)
                .isInstanceOfSatisfying(
                        CaptureState.Captured.class,
                        captured -> assertThat(captured.providerTransactionId()).isEqualTo(capture));
        assertThat(captures(booked, "COMPLETED")).containsExactly(capture);
    }

    @Test
    void anOrderIsNotCreatedOnceMoreWhenItsRequestIdMayBeForgotten() {
        PaymentGateway payPal = gateways.of(PaymentProvider.PayPal);
        UUID payment = Ids.next();
        PaymentGateway.Opening opened = payPal.openCheckout(order(payment, Instant.now()));
        PaymentGateway.Opening repeated = payPal.openCheckout(order(payment, Instant.now()));
        assertThat(repeated).isInstanceOf(PaymentGateway.Checkout.class).isEqualTo(opened);
        letKeysAge("paypal_idempotency", Duration.ofHours(7));

        assertThatExceptionOfType(ProviderRefusedException.class)
                .isThrownBy(
                        () -> payPal.openCheckout(order(payment, Instant.now().minus(Duration.ofHours(7)))));

        assertThat(jdbc.sql("SELECT count(*) FROM provider_sandbox.paypal_orders WHERE custom_id = ?")
                        .param(payment.toString())
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
    }

    private static CheckoutRequest order(UUID payment, Instant requestedAt) {
        return new CheckoutRequest(payment, Ids.next(), Money.of("45.00", "EUR"), "A booking", requestedAt, null, null);
    }
}
