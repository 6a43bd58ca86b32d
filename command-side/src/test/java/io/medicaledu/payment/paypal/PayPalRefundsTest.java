package io.medicaledu.payment.paypal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.medicaledu.payment.command.PaymentGateway.RefundRequest;
import io.medicaledu.payment.command.PaymentGateway.RefundState;
import io.medicaledu.payment.command.ProviderRefusedException;
import io.medicaledu.payment.command.ProviderUnavailableException;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A refund is asked for once more only if PayPal still knows its request id, or surely has never made it. */
class PayPalRefundsTest {

    private static final Instant NOW = Instant.parse("2027-03-10T12:00:00Z");
    private static final UUID PAYMENT = UUID.fromString("01a20ac1-1cf4-7039-a27a-fd2247b6a1f0");
    private static final UUID REFUND = UUID.fromString("01a20ac1-1cf4-7039-a27a-000000000001");
    private static final String CAPTURE = "/v2/payments/captures/CAP1";
    private static final String ORDER = "/v2/checkout/orders/ORD1";

    private PayPalStub payPal;
    private PayPalRefunds refunds;

    @BeforeEach
    void setUp() throws IOException {
        payPal = new PayPalStub();
        refunds = new PayPalRefunds(payPal.calls(), Clock.fixed(NOW, ZoneOffset.UTC));
        capture("COMPLETED", "ORD1");
        order("");
        payPal.has(CAPTURE + "/refund", refund("NEW", REFUND, "COMPLETED"));
    }

    @AfterEach
    void tearDown() {
        payPal.close();
    }

    private void capture(String status, String order) {
        payPal.has(CAPTURE, """
                        {"id":"CAP1","status":"%s","amount":{"currency_code":"EUR","value":"45.00"},"custom_id":"%s",
                        "supplementary_data":{"related_ids":{"order_id":"%s"}},
                        "create_time":"2027-01-10T11:00:00Z","update_time":"2027-01-10T11:00:00Z"}""".formatted(status, PAYMENT, order));
    }

    private void order(String refunds) {
        payPal.has(ORDER, """
                        {"id":"ORD1","status":"COMPLETED","purchase_units":[{"custom_id":"%s",
                        "payments":{"refunds":[%s]}}]}""".formatted(PAYMENT, refunds));
    }

    private static String refund(String id, UUID ours, String status) {
        return """
                {"id":"%s","status":"%s","custom_id":"%s","amount":{"currency_code":"EUR","value":"20.00"},
                "create_time":"2027-01-10T12:00:00Z",
                "links":[{"rel":"up","href":"https://api.paypal.com/v2/payments/captures/CAP1"}]}""".formatted(id, status, ours);
    }

    private RefundState refund(Duration age, boolean firstAttempt) {
        return refunds.refund(
                new RefundRequest(PAYMENT, REFUND, "CAP1", Money.of("20.00", "EUR"), NOW.minus(age)), firstAttempt);
    }

    private long asked() {
        return payPal.requests.stream()
                .filter(each -> each.startsWith("POST " + CAPTURE))
                .count();
    }

    @Test
    void theFirstTimeItIsAskedForAtOnce() {
        assertThat(refund(Duration.ZERO, true)).isEqualTo(new RefundState.Succeeded("NEW"));
        assertThat(payPal.requests).noneMatch(each -> each.startsWith("GET"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"COMPLETED", "PENDING", "FAILED"})
    void oneThatIsThereIsNotAskedForHoweverOldItIs(String status) {
        order(refund("OLD", REFUND, status));
        payPal.has("/v2/payments/refunds/OLD", refund("OLD", REFUND, status));

        RefundState state = refund(Duration.ofDays(46), false);

        assertThat(state)
                .isEqualTo(
                        switch (status) {
                            case "COMPLETED" -> new RefundState.Succeeded("OLD");
                            case "PENDING" -> new RefundState.Pending("OLD");
                            default -> new RefundState.Failed("unknown", "OLD");
                        });
        assertThat(asked()).isZero();
    }

    @Test
    void oneThatIsSurelyNotThereIsAskedForHoweverOldItIs() {
        order(refund("OTHER", UUID.randomUUID(), "COMPLETED"));
        capture("PARTIALLY_REFUNDED", "ORD1");

        assertThat(refund(Duration.ofDays(46), false)).isEqualTo(new RefundState.Succeeded("NEW"));
        assertThat(asked()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"no order", "order gone", "list not whole", "capture gone"})
    void ifPayPalDoesNotTellItIsAskedForOnlyAsLongAsItsRequestIdIsKnown(String why) {
        switch (why) {
            case "no order" -> capture("COMPLETED", "");
            case "order gone" -> payPal.answers(ORDER, 404, "{\"name\":\"RESOURCE_NOT_FOUND\"}");
            case "list not whole" -> capture("PARTIALLY_REFUNDED", "ORD1");
            default -> payPal.answers(CAPTURE, 404, "{\"name\":\"RESOURCE_NOT_FOUND\"}");
        }

        assertThatExceptionOfType(ProviderUnavailableException.class)
                .isThrownBy(() -> refund(Duration.ofDays(31), false))
                .matches(ProviderUnavailableException::isOutcomeUnknown)
                .withMessageContaining(REFUND.toString());
        assertThat(asked()).isZero();

        assertThat(refund(Duration.ofDays(29), false)).isEqualTo(new RefundState.Succeeded("NEW"));
        assertThat(payPal.requests).contains("POST " + CAPTURE + "/refund refund-" + REFUND);
    }

    private void refuses(String issue) {
        payPal.answers(CAPTURE + "/refund", 422, """
                {"name":"UNPROCESSABLE_ENTITY","details":[{"issue":"%s","description":"As PayPal says."}]}""".formatted(issue));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "REFUND_FAILED_INSUFFICIENT_FUNDS",
                "PENDING_CAPTURE",
                "TRANSACTION_DISPUTED",
                "CAPTURE_DISPUTED_PARTIAL_REFUND_NOT_ALLOWED",
                "PAYEE_ACCOUNT_RESTRICTED",
                "PAYEE_ACCOUNT_LOCKED_OR_CLOSED"
            })
    void whatIsInTheWayForNowIsNotTheEnd(String issue) {
        refuses(issue);

        assertThatExceptionOfType(ProviderUnavailableException.class)
                .isThrownBy(() -> refund(Duration.ZERO, true))
                .matches(e -> !e.isOutcomeUnknown())
                .withMessageContaining(issue);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CAPTURE_FULLY_REFUNDED",
                "REFUND_AMOUNT_EXCEEDED",
                "REFUND_TIME_LIMIT_EXCEEDED",
                "REFUND_NOT_PERMITTED_DUE_TO_CHARGEBACK",
                "PAYER_ACCOUNT_LOCKED_OR_CLOSED"
            })
    void whatPayPalWillNeverDoIsRefused(String issue) {
        refuses(issue);

        assertThatExceptionOfType(ProviderRefusedException.class)
                .isThrownBy(() -> refund(Duration.ZERO, true))
                .withMessageContaining(issue);
    }

    @ParameterizedTest
    @ValueSource(strings = {"DUPLICATE_INVOICE_ID", "DUPLICATE_REFUND"})
    void oneThatWasMadeBeforeIsTakenAsItStands(String issue) {
        refuses(issue);
        order(refund("OLD", REFUND, "COMPLETED"));

        assertThat(refund(Duration.ofDays(46), true)).isEqualTo(new RefundState.Succeeded("OLD"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"not in the list", "order gone", "capture not for us"})
    void oneThatWasMadeBeforeAndIsNotToBeSeenIsNotRefused(String why) {
        refuses("DUPLICATE_INVOICE_ID");
        switch (why) {
            case "order gone" -> payPal.answers(ORDER, 404, "{\"name\":\"RESOURCE_NOT_FOUND\"}");
            case "capture not for us" -> payPal.answers(CAPTURE, 400, "{\"name\":\"INVALID_REQUEST\"}");
            default -> order("");
        }

        assertThatExceptionOfType(ProviderUnavailableException.class)
                .isThrownBy(() -> refund(Duration.ZERO, true))
                .matches(ProviderUnavailableException::isOutcomeUnknown)
                .withMessageContaining(REFUND.toString());
    }

    @Test
    void oneThatWasMadeAndCannotBeReadIsNotRefused() {
        payPal.has(CAPTURE + "/refund", refund("NEW", REFUND, "PENDING"));

        assertThat(refund(Duration.ZERO, true)).isEqualTo(new RefundState.Pending("NEW"));
    }
}
