package io.medicaledu.payment.stripe;

import static org.assertj.core.api.Assertions.assertThat;

import io.medicaledu.payment.command.PaymentGateway.Checkout;
import io.medicaledu.payment.command.PaymentGateway.CheckoutRequest;
import io.medicaledu.payment.command.PaymentGateway.Opening;
import io.medicaledu.payment.command.PaymentGateway.RefundRequest;
import io.medicaledu.payment.command.PaymentGateway.RefundState;
import io.medicaledu.shared.Money;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What Stripe has made already is found again, also where its objects lack what they may lack. */
class StripeGatewayTest {

    private static final Instant NOW = Instant.parse("2027-03-10T12:00:00Z");
    private static final UUID PAYMENT = UUID.fromString("01a20ac1-1cf4-7039-a27a-fd2247b6a1f0");
    private static final UUID REFUND = UUID.fromString("01a20ac1-1cf4-7039-a27a-000000000001");

    private StripeStub stripe;
    private StripeGateway gateway;

    @BeforeEach
    void setUp() throws IOException {
        stripe = new StripeStub();
        gateway = stripe.gateway(Clock.fixed(NOW, ZoneOffset.UTC));
    }

    @AfterEach
    void tearDown() {
        stripe.close();
    }

    /** Asks a day later, when Stripe has forgotten the key. */
    private Opening openAgain(String status, String url) {
        stripe.lists("/v1/checkout/sessions", """
                {"id":"cs_1","object":"checkout.session","client_reference_id":"%s","status":"%s","url":%s}""".formatted(PAYMENT, status, url));
        return gateway.openCheckout(new CheckoutRequest(
                PAYMENT, PAYMENT, Money.of("45.00", "EUR"), "A booking", NOW.minus(Duration.ofHours(24)), null, null));
    }

    @Test
    void aSessionThatIsOpenHasItsPage() {
        assertThat(openAgain("open", "\"https://checkout.stripe.com/c/pay/cs_1\""))
                .isEqualTo(new Checkout("cs_1", "https://checkout.stripe.com/c/pay/cs_1"));
    }

    @Test
    void aSessionThatIsCompleteHasNothingToOpen() {
        assertThat(openAgain("complete", "null")).isEqualTo(new Opening.Completed());
    }

    @Test
    void aSessionThatHasExpiredIsOver() {
        assertThat(openAgain("expired", "null")).isEqualTo(new Opening.Over());
    }

    private static String refund(String id, String metadata) {
        return """
                {"id":"%s","object":"refund","amount":2000,"currency":"eur","created":1780000000,
                "payment_intent":"pi_1","status":"succeeded","metadata":%s}""".formatted(id, metadata);
    }

    @Test
    void aRefundIsFoundAmongThoseThatCarryNothing() {
        stripe.lists("/v1/refunds", refund("re_1", "null") + "," + refund("re_2", "{\"refundId\":\"" + REFUND + "\"}"));

        RefundState state =
                gateway.refund(new RefundRequest(PAYMENT, REFUND, "pi_1", Money.of("20.00", "EUR"), NOW), false);

        assertThat(state).isEqualTo(new RefundState.Succeeded("re_2"));
        assertThat(stripe.requests).containsExactly("GET /v1/refunds");
    }
}
