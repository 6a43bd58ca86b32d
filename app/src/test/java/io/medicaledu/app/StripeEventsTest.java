package io.medicaledu.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import com.stripe.net.Webhook;
import io.medicaledu.app.support.Api;
import io.medicaledu.app.support.PlatformTest;
import io.medicaledu.app.support.Scenario;
import io.medicaledu.app.support.Scenario.Booked;
import io.medicaledu.app.support.StripeMessages;
import io.medicaledu.payment.api.PaymentProvider;
import io.medicaledu.payment.command.PaymentGateway;
import io.medicaledu.payment.command.PaymentGateways;
import io.medicaledu.payment.command.ProviderRefusedException;
import io.medicaledu.shared.Ids;
import io.medicaledu.shared.Money;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** What happens at Stripe without our doing, told by Stripe's own events: second payments, disputes, refunds gone wrong. */
class StripeEventsTest extends PlatformTest {

    private static final String REFUND_FAILS_LATER = "4000000000005126";
    private static final String DISPUTED = "4000000000000259";
    private static final String DELAYED = "sepa_debit";

    @Autowired
    private PaymentGateways gateways;

    @AfterEach
    void moneyAddsUp() {
        assertThat(api().delete("/sandbox/faults").status()).isEqualTo(204);
        assertMoneyAddsUp();
    }

    private Booked bookToPay() {
        Scenario.Person instructor = scenario().instructor();
        UUID course = scenario().publishedCourse(instructor, "45.00", "EUR");
        return scenario().bookToPay(scenario().student(), scenario().slot(instructor, course, Duration.ofDays(3), 1));
    }

    private Booked paidWith(String card) {
        Booked booked = bookToPay();
        assertThat(booked.pay(card).status()).isEqualTo(303);
        booked.awaitStatus("Confirmed");
        return booked;
    }

    private JsonNode payment(Booked booked) {
        return scenario().admin().get("/api/payments/" + booked.paymentId()).json();
    }

    private String intent(Booked booked) {
        return payment(booked).path("providerTransactionId").asString();
    }

    private void atStripe(String what, Map<String, Object> body) {
        Api.Answer answer = api().post("/sandbox/stripe/" + what, body);
        assertThat(answer.status()).as(answer.text()).isBetween(200, 204);
    }

    private static void eventually(ThrowingRunnable assertion) {
        await().atMost(Duration.ofSeconds(30)).untilAsserted(assertion);
    }

    private long refundedAtStripe(Booked booked) {
        return jdbc.sql("""
                        SELECT coalesce(sum(amount_refunded), 0) FROM provider_sandbox.stripe_payment_intents
                        WHERE data -> 'metadata' ->> 'paymentId' = ?""")
                .param(booked.paymentId().toString())
                .query(Long.class)
                .single();
    }

    private void adminIsTold(String title, Booked booked) {
        eventually(() -> assertThat(scenario()
                        .admin()
                        .get("/api/notifications?limit=100")
                        .json()
                        .path("items")
                        .valueStream()
                        .filter(each -> each.path("message")
                                .asString()
                                .contains(booked.paymentId().toString()))
                        .map(each -> each.path("title").asString()))
                .contains(title));
    }

    @Test
    void aWebhookIsTakenThoughStripeCannotBeAskedWhatItIsAbout() {
        assertThat(api().post(
                                "/sandbox/faults",
                                Map.of(
                                        "operation",
                                        "payment_intent.retrieve",
                                        "kind",
                                        "server-error-500",
                                        "times",
                                        1_000))
                        .status())
                .isEqualTo(201);
        String dispute = "dp_" + UUID.randomUUID();

        Api.Answer answer =
                new StripeMessages(api()).dispute("pi_of_somebody_else", dispute, 100, "eur", "needs_response");

        assertThat(answer.status()).isEqualTo(200);
        eventually(() -> assertThat(inbox(dispute)).startsWith("Received").contains("fault that was asked for"));
        assertThat(api().delete("/sandbox/faults").status()).isEqualTo(204);
        eventually(() -> assertThat(inbox(dispute)).startsWith("Unmatched"));
    }

    /** State and last error of the webhook about the object. */
    private String inbox(String object) {
        return jdbc.sql("""
                        SELECT state || ' ' || coalesce(last_error, '') FROM command_side.webhook_inbox
                        WHERE payload -> 'data' -> 'object' ->> 'id' = ?""").param(object).query(String.class).single();
    }

    @Test
    void aSecondPaymentIsRefundedInFullByItself() {
        Booked booked = paidWith(Scenario.GOOD_CARD);

        atStripe("double-charge", Map.of("paymentIntent", intent(booked)));

        eventually(() -> assertThat(refundedAtStripe(booked)).isEqualTo(4500));
        eventually(() -> assertThat(scenario()
                        .admin()
                        .get("/api/payments?bookingId=" + booked.id() + "&status=Refunded")
                        .json()
                        .path("items")
                        .size())
                .isEqualTo(1));
        assertThat(booked.status()).isEqualTo("Confirmed");
        assertThat(payment(booked).path("status").asString()).isEqualTo("Succeeded");
    }

    @Test
    void aRefundInTheDashboardIsShown() {
        Booked booked = paidWith(Scenario.GOOD_CARD);

        atStripe("dashboard-refunds", Map.of("paymentIntent", intent(booked), "amount", 1000));

        eventually(() -> assertThat(payment(booked).path("status").asString()).isEqualTo("PartiallyRefunded"));
        assertThat(payment(booked).path("refunded").path("amount").asString()).isEqualTo("10.00");
        Api.Answer tooMuch = scenario()
                .admin()
                .post(
                        "/api/payments/" + booked.paymentId() + "/refunds",
                        Map.of("amount", Map.of("amount", "35.01", "currency", "EUR"), "reason", "Goodwill"));
        assertThat(tooMuch.code()).isEqualTo("refund-exceeds-captured");
    }

    @Test
    void aRefundThatFailsLaterIsOpenAgainAndTheAdminIsTold() {
        Booked booked = paidWith(REFUND_FAILS_LATER);

        booked.student().api().post("/api/bookings/" + booked.id() + "/cancellation");

        eventually(() ->
                assertThat(payment(booked).path("flagReason").asString("")).contains("refund-reversed"));
        assertThat(payment(booked).path("status").asString()).isEqualTo("Succeeded");
        adminIsTold("A refund has come back", booked);
    }

    @Test
    void aDisputeIsShownAndItsMoneyCannotBeRefundedUntilItIsWon() {
        Booked booked = paidWith(DISPUTED);
        eventually(() ->
                assertThat(payment(booked).path("disputeState").asString("")).isEqualTo("Open"));
        adminIsTold("A payment is disputed", booked);
        Api admin = scenario().admin();
        Map<String, Object> one = Map.of("amount", Map.of("amount", "1.00", "currency", "EUR"), "reason", "Goodwill");
        assertThat(admin.post("/api/payments/" + booked.paymentId() + "/refunds", one)
                        .code())
                .isEqualTo("refund-exceeds-captured");

        atStripe("disputes/" + dispute(booked) + "/close", Map.of("status", "won"));

        eventually(() ->
                assertThat(payment(booked).path("disputeState").asString("")).isEqualTo("Won"));
        assertThat(admin.post("/api/payments/" + booked.paymentId() + "/refunds", one)
                        .status())
                .isEqualTo(201);
    }

    @Test
    void aLostDisputeIsShown() {
        Booked booked = paidWith(DISPUTED);
        eventually(() ->
                assertThat(payment(booked).path("disputeState").asString("")).isEqualTo("Open"));

        atStripe("disputes/" + dispute(booked) + "/close", Map.of("status", "lost"));

        eventually(() ->
                assertThat(payment(booked).path("disputeState").asString("")).isEqualTo("Lost"));
        assertThat(payment(booked).path("disputed").path("amount").asString()).isEqualTo("45.00");
    }

    private String dispute(Booked booked) {
        return jdbc.sql("SELECT id FROM provider_sandbox.stripe_disputes WHERE payment_intent = ?")
                .param(intent(booked))
                .query(String.class)
                .single();
    }

    @Test
    void aDelayedPaymentConfirmsOnceTheMoneyIsThere() {
        Booked booked = bookToPay();
        booked.pay(DELAYED);
        assertThat(booked.status()).isEqualTo("Pending");

        outcome(booked, "succeeded");

        booked.awaitStatus("Confirmed");
    }

    @Test
    void aDelayedPaymentThatFailsIsDeclined() {
        Booked booked = bookToPay();
        booked.pay(DELAYED);

        outcome(booked, "failed");

        eventually(() ->
                assertThat(booked.payment().path("declineCode").asString("")).isNotEmpty());
        booked.awaitStatus("Cancelled");
    }

    private void outcome(Booked booked, String status) {
        String intent = jdbc.sql("""
                        SELECT id FROM provider_sandbox.stripe_payment_intents
                        WHERE data -> 'metadata' ->> 'paymentId' = ?""")
                .param(booked.paymentId().toString())
                .query(String.class)
                .single();
        atStripe("payment-intents/" + intent + "/outcome", Map.of("status", status));
    }

    @Test
    void anEventOfAnotherApiVersionIsNotBelievedButReadAnew() throws Exception {
        assertThat(api().post("/sandbox/faults", Map.of("operation", "webhook", "kind", "webhook-lost", "times", 3))
                        .status())
                .isEqualTo(201);
        Booked booked = bookToPay();
        booked.pay(Scenario.GOOD_CARD);
        String intent = jdbc.sql("""
                        SELECT id FROM provider_sandbox.stripe_payment_intents
                        WHERE data -> 'metadata' ->> 'paymentId' = ?""")
                .param(booked.paymentId().toString())
                .query(String.class)
                .single();
        String payload = """
                {"id":"evt_old_%s","object":"event","api_version":"2017-08-15","type":"payment_intent.succeeded","created":%d,
                "data":{"object":{"id":"%s","object":"payment_intent","amount_received":1,"currency":"usd","metadata":{}}}}""".formatted(booked.paymentId(), Instant.now().getEpochSecond(), intent);
        long now = Instant.now().getEpochSecond();
        String signature = Webhook.Util.computeHmacSha256("whsec_medicaledu_demo", now + "." + payload);

        api().with("Stripe-Signature", "t=" + now + ",v1=" + signature).postRaw("/webhooks/stripe", payload);

        booked.awaitStatus("Confirmed");
        assertThat(payment(booked).path("isFlagged").asBoolean()).isFalse();
    }

    @Test
    void afterADayASessionIsLookedUpInsteadOfOpenedOnceMore() {
        PaymentGateway stripe = gateways.of(PaymentProvider.Stripe);
        UUID payment = Ids.next();
        Instant now = Instant.now();

        PaymentGateway.Opening opened = stripe.openCheckout(request(payment, now));
        PaymentGateway.Opening found = stripe.openCheckout(request(payment, now.minus(Duration.ofMinutes(1_410))));

        assertThat(found).isInstanceOf(PaymentGateway.Checkout.class).isEqualTo(opened);
        assertThatExceptionOfType(ProviderRefusedException.class)
                .isThrownBy(() -> stripe.openCheckout(request(Ids.next(), now.minus(Duration.ofMinutes(1_410)))));
        assertThat(jdbc.sql("SELECT count(*) FROM provider_sandbox.stripe_sessions WHERE client_reference_id = ?")
                        .param(payment.toString())
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
    }

    private static PaymentGateway.CheckoutRequest request(UUID payment, Instant requestedAt) {
        return new PaymentGateway.CheckoutRequest(
                payment, Ids.next(), Money.of("45.00", "EUR"), "A booking", requestedAt, null, null);
    }
}
