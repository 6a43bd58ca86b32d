package io.medicaledu.payment.paypal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.medicaledu.payment.api.PaymentCommand;
import io.medicaledu.payment.api.PaymentCommand.DisputeFunds;
import io.medicaledu.payment.api.PaymentCommand.DisputeState;
import io.medicaledu.payment.api.PaymentCommand.RecordCapture;
import io.medicaledu.payment.api.PaymentCommand.RecordDispute;
import io.medicaledu.payment.api.PaymentCommand.RecordExternalRefund;
import io.medicaledu.payment.api.PaymentCommand.RecordRefundFailed;
import io.medicaledu.payment.api.PaymentCommand.RecordRefundSucceeded;
import io.medicaledu.payment.command.ProviderTransactions;
import io.medicaledu.payment.webhook.WebhookTranslator.Meaning;
import io.medicaledu.shared.Money;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What refunds, reversals and disputes at PayPal mean, above all when they are two sides of the same money. */
class PayPalReversalsTest {

    private static final UUID PAYMENT = UUID.fromString("01a20ac1-1cf4-7039-a27a-fd2247b6a1f0");
    private static final UUID REFUND = UUID.fromString("01a20ac1-1cf4-7039-a27a-000000000001");
    private static final Money ALL = new Money(4_500, "EUR");

    private final ProviderTransactions transactions = mock(ProviderTransactions.class);
    private final PayPalOrders orders = mock(PayPalOrders.class);
    private PayPalStub payPal;
    private PayPalWebhooks webhooks;

    @BeforeEach
    void setUp() throws IOException {
        payPal = new PayPalStub();
        when(transactions.find(any(), any())).thenReturn(Optional.empty());
        when(orders.correlationOf(PAYMENT)).thenReturn(Optional.of("story"));
        PayPalCalls calls = payPal.calls();
        webhooks = new PayPalWebhooks(
                calls, orders, new PayPalReversals(calls, orders, new PayPalDisputes(calls), transactions));
        payPal.has("/v2/payments/captures/CAP1", """
                        {"id":"CAP1","status":"COMPLETED","amount":{"currency_code":"EUR","value":"45.00"},
                        "custom_id":"%s","supplementary_data":{"related_ids":{"order_id":"ORD1"}},
                        "create_time":"2027-01-10T11:00:00Z","update_time":"2027-01-10T11:00:00Z"}""".formatted(PAYMENT));
        disputes("");
    }

    @AfterEach
    void tearDown() {
        payPal.close();
    }

    private static String refundJson(String status, String more) {
        return """
                {"id":"REF1","status":"%s","amount":{"currency_code":"EUR","value":"45.00"},%s
                "create_time":"2027-01-10T12:00:00Z","update_time":"2027-01-10T12:00:00Z",
                "links":[{"rel":"self","href":"https://api.paypal.com/v2/payments/refunds/REF1"},
                {"rel":"up","href":"https://api.paypal.com/v2/payments/captures/CAP1"}]}""".formatted(status, more);
    }

    private void refund(String status, String more) {
        payPal.has("/v2/payments/refunds/REF1", refundJson(status, more));
    }

    private void disputes(String ids) {
        payPal.has("/v1/customer/disputes?disputed_transaction_id=CAP1", "{\"items\":[" + ids + "]}");
    }

    private void dispute(String status, String more) {
        disputes("{\"dispute_id\":\"PP-D-1\"}");
        payPal.has("/v1/customer/disputes/PP-D-1", """
                        {"dispute_id":"PP-D-1","create_time":"2027-01-10T11:30:00Z","reason":"UNAUTHORISED",
                        "status":"%s","dispute_amount":{"currency_code":"EUR","value":"45.00"},%s
                        "disputed_transactions":[{"seller_transaction_id":"CAP1"}]}""".formatted(status, more));
    }

    private static String outcome(String code) {
        return "\"dispute_outcome\":{\"outcome_code\":\"" + code + "\"},";
    }

    private List<PaymentCommand> told(String type, String resource) {
        return commands(webhooks.meaningOf(
                        "{\"id\":\"WH-1\",\"event_type\":\"" + type + "\",\"resource\":" + resource + "}"))
                .toList();
    }

    private static Stream<PaymentCommand> commands(Meaning meaning) {
        return switch (meaning) {
            case Meaning.Command command -> {
                assertThat(command.correlationId()).isEqualTo("story");
                yield Stream.of(command.command());
            }
            case Meaning.Several several -> several.parts().stream().flatMap(PayPalReversalsTest::commands);
            case Meaning.Nothing nothing -> Stream.empty();
            case Meaning.Unmatched unmatched -> throw new AssertionError("unmatched");
        };
    }

    private static RecordCapture capture() {
        return new RecordCapture(PAYMENT, "CAP1", ALL, Instant.parse("2027-01-10T11:00:00Z"));
    }

    private static RecordExternalRefund external() {
        return new RecordExternalRefund(PAYMENT, "CAP1", "REF1", ALL);
    }

    private static RecordDispute dispute(DisputeState state) {
        Money nothing = Money.zero("EUR");
        return dispute(state, state == DisputeState.Won ? ALL : nothing);
    }

    private static RecordDispute dispute(DisputeState state, Money reinstated) {
        return new RecordDispute(
                PAYMENT, "PP-D-1", "CAP1", ALL, "UNAUTHORISED", state, DisputeFunds.standing(ALL, reinstated));
    }

    @Test
    void aRefundWithOurIdIsOurs() {
        refund("COMPLETED", "\"custom_id\":\"" + REFUND + "\",");

        assertThat(told("PAYMENT.CAPTURE.REFUNDED", "{\"id\":\"REF1\"}"))
                .containsExactly(new RecordRefundSucceeded(PAYMENT, REFUND, "REF1"));
    }

    @Test
    void aRefundFromTheDashboardHasNoIdOrThePaymentsAndItsCaptureGoesFirst() {
        refund("COMPLETED", "\"custom_id\":\"" + PAYMENT + "\",");
        assertThat(told("PAYMENT.CAPTURE.REFUNDED", "{\"id\":\"REF1\"}")).containsExactly(capture(), external());

        refund("COMPLETED", "");
        assertThat(told("PAYMENT.CAPTURE.REFUNDED", "{\"id\":\"REF1\"}")).containsExactly(capture(), external());
    }

    @Test
    void aRefundThatFailedIsToldWithItsReason() {
        refund("FAILED", "\"custom_id\":\"" + REFUND + "\",\"status_details\":{\"reason\":\"ECHECK\"},");

        assertThat(told("PAYMENT.REFUND.FAILED", "{\"id\":\"REF1\"}"))
                .containsExactly(new RecordRefundFailed(PAYMENT, REFUND, "ECHECK", "REF1"));
    }

    @Test
    void aReversalWithoutADisputeCountsAsRefunded() {
        refund("COMPLETED", "");

        assertThat(told("PAYMENT.CAPTURE.REVERSED", "{\"id\":\"REF1\"}")).containsExactly(capture(), external());
    }

    @Test
    void aReversalThatExecutesALostDisputeIsNotCountedTwice() {
        refund("COMPLETED", "");
        dispute("RESOLVED", outcome("RESOLVED_BUYER_FAVOUR"));

        assertThat(told("PAYMENT.CAPTURE.REVERSED", "{\"id\":\"REF1\"}")).containsExactly(dispute(DisputeState.Lost));
    }

    @Test
    void aReversalAfterAWonDisputeIsMoneyOfItsOwn() {
        refund("COMPLETED", "");
        dispute("RESOLVED", outcome("RESOLVED_SELLER_FAVOUR"));

        assertThat(told("PAYMENT.CAPTURE.REVERSED", "{\"id\":\"REF1\"}")).containsExactly(capture(), external());
    }

    @Test
    void aRefundDuringADisputeIsCountedOnceTheDisputeIsWithdrawn() {
        refund("COMPLETED", "");
        dispute("WAITING_FOR_SELLER_RESPONSE", "");
        assertThat(told("PAYMENT.CAPTURE.REFUNDED", "{\"id\":\"REF1\"}")).containsExactly(dispute(DisputeState.Open));

        dispute("RESOLVED", outcome("CANCELED_BY_BUYER"));
        payPal.has("/v2/checkout/orders/ORD1", """
                        {"id":"ORD1","status":"COMPLETED","purchase_units":[{"custom_id":"%s",
                        "payments":{"refunds":[%s]}}]}""".formatted(PAYMENT, refundJson("COMPLETED", "")));

        assertThat(told("CUSTOMER.DISPUTE.RESOLVED", "{\"dispute_id\":\"PP-D-1\"}"))
                .containsExactly(capture(), external(), dispute(DisputeState.Won));
    }

    @Test
    void whatPayPalPaysItselfIsNotLost() {
        dispute("RESOLVED", outcome("RESOLVED_WITH_PAYOUT"));
        payPal.has("/v2/checkout/orders/ORD1", "{\"id\":\"ORD1\",\"status\":\"COMPLETED\"}");

        assertThat(told("CUSTOMER.DISPUTE.RESOLVED", "{\"dispute_id\":\"PP-D-1\"}"))
                .containsExactly(dispute(DisputeState.Won));
    }

    @Test
    void anythingOfAnotherAccountIsUnmatched() {
        payPal.has(
                "/v2/payments/captures/CAP1",
                "{\"id\":\"CAP1\",\"status\":\"COMPLETED\",\"amount\":{\"currency_code\":\"EUR\",\"value\":\"1.00\"},"
                        + "\"update_time\":\"2027-01-10T11:00:00Z\"}");
        refund("COMPLETED", "");

        assertThat(webhooks.meaningOf("{\"event_type\":\"PAYMENT.CAPTURE.REFUNDED\",\"resource\":{\"id\":\"REF1\"}}"))
                .isInstanceOf(Meaning.Unmatched.class);
    }

    private void order(String... refunds) {
        payPal.has("/v2/checkout/orders/ORD1", """
                        {"id":"ORD1","status":"COMPLETED","purchase_units":[{"custom_id":"%s",
                        "payments":{"refunds":[%s]}}]}""".formatted(PAYMENT, String.join(",", refunds)));
    }

    private static String refundOf(String id, String amount) {
        return refundJson("COMPLETED", "").replace("REF1", id).replace("45.00", amount);
    }

    private static String lostOnly(String amount) {
        return "\"dispute_outcome\":{\"outcome_code\":\"RESOLVED_BUYER_FAVOUR\",\"amount_refunded\":"
                + "{\"currency_code\":\"EUR\",\"value\":\"" + amount + "\"}},";
    }

    @Test
    void onlyWhatTheBuyerGotIsLost() {
        dispute("RESOLVED", lostOnly("30.00"));
        order();

        assertThat(told("CUSTOMER.DISPUTE.RESOLVED", "{\"dispute_id\":\"PP-D-1\"}"))
                .containsExactly(dispute(DisputeState.Lost, new Money(1_500, "EUR")));
    }

    @Test
    void aPartOfADisputedAmountThatGoesBackIsTheDisputesButASecondOneIsNot() {
        dispute("RESOLVED", lostOnly("30.00"));
        order(refundOf("REF1", "30.00"), refundOf("REF2", "30.00"));
        payPal.has("/v2/payments/refunds/REF1", refundOf("REF1", "30.00"));
        payPal.has("/v2/payments/refunds/REF2", refundOf("REF2", "30.00"));
        RecordExternalRefund second = new RecordExternalRefund(PAYMENT, "CAP1", "REF2", new Money(3_000, "EUR"));

        assertThat(told("PAYMENT.CAPTURE.REFUNDED", "{\"id\":\"REF1\"}"))
                .containsExactly(dispute(DisputeState.Lost, new Money(1_500, "EUR")));
        assertThat(told("PAYMENT.CAPTURE.REFUNDED", "{\"id\":\"REF2\"}")).containsExactly(capture(), second);
        assertThat(told("CUSTOMER.DISPUTE.RESOLVED", "{\"dispute_id\":\"PP-D-1\"}"))
                .containsExactly(capture(), second, dispute(DisputeState.Lost, new Money(1_500, "EUR")));
    }

    private void openDispute(String amount) {
        disputes("{\"dispute_id\":\"PP-D-1\"}");
        payPal.has("/v1/customer/disputes/PP-D-1", """
                        {"dispute_id":"PP-D-1","create_time":"2027-01-10T11:30:00Z","reason":"UNAUTHORISED",
                        "status":"UNDER_REVIEW","dispute_amount":{"currency_code":"EUR","value":"%s"},
                        "disputed_transactions":[{"seller_transaction_id":"CAP1"}]}""".formatted(amount));
    }

    private boolean isExternal(String id) {
        return told("PAYMENT.CAPTURE.REFUNDED", "{\"id\":\"" + id + "\"}").stream()
                .anyMatch(RecordExternalRefund.class::isInstance);
    }

    private void refunds(String... refunds) {
        order(refunds);
        for (String refund : refunds) {
            String id = refund.substring(refund.indexOf("REF"), refund.indexOf("REF") + 4);
            payPal.has("/v2/payments/refunds/" + id, refund);
        }
    }

    @Test
    void aRefundThatFitsInWhatIsNotDisputedIsMoneyOfItsOwn() {
        openDispute("27.00");
        refunds(refundOf("REF1", "18.00"), refundOf("REF2", "18.00"));

        assertThat(told("PAYMENT.CAPTURE.REFUNDED", "{\"id\":\"REF1\"}"))
                .containsExactly(capture(), new RecordExternalRefund(PAYMENT, "CAP1", "REF1", new Money(1_800, "EUR")));
        assertThat(isExternal("REF2")).isFalse();
    }

    @Test
    void whatWasRefundedHereLeavesNoRoomForAnother() {
        openDispute("27.00");
        String ours = refundOf("REF1", "18.00").replaceFirst("\\{", "{\"custom_id\":\"" + REFUND + "\",");
        refunds(ours, refundOf("REF2", "18.00"));

        assertThat(isExternal("REF2")).isFalse();
    }

    @Test
    void anOpenDisputeStandsForNoMoreThanWhatIsDisputed() {
        openDispute("40.00");
        refunds(refundOf("REF1", "30.00"), refundOf("REF2", "10.00"), refundOf("REF3", "20.00"));

        assertThat(isExternal("REF1")).isFalse();
        assertThat(isExternal("REF2")).isFalse();
        assertThat(isExternal("REF3")).isTrue();
    }

    @Test
    void aDecidedDisputeStandsForItsExecutionEvenIfPayPalDoesNotListItYet() {
        dispute("RESOLVED", outcome("RESOLVED_BUYER_FAVOUR"));
        order(refundJson("COMPLETED", ""));
        disputes("");

        assertThat(told("CUSTOMER.DISPUTE.RESOLVED", "{\"dispute_id\":\"PP-D-1\"}"))
                .containsExactly(dispute(DisputeState.Lost));
    }
}
