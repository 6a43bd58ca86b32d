package io.medicaledu.payment.paypal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.medicaledu.payment.command.ProviderTransactions.Kind;
import io.medicaledu.payment.paypal.PayPalMovements.RowKind;
import io.medicaledu.payment.reconciliation.Movement;
import io.medicaledu.shared.Money;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What PayPal's account book and its objects say has moved. */
class PayPalMovementsTest {

    private static final UUID PAYMENT = UUID.fromString("01a20ac1-1cf4-7039-a27a-fd2247b6a1f0");
    private static final UUID REFUND = UUID.fromString("01a20ac1-1cf4-7039-a27a-000000000001");
    private static final Instant AT = Instant.parse("2027-01-10T11:00:00Z");

    private static JsonNode json(String json) {
        return JsonMapper.shared().readTree(json);
    }

    private static JsonNode capture(String status, String more) {
        return json("""
                {"paypal_account_id":"6STWC2LSUYYYE","transaction_id":"CAP1","paypal_reference_id":"ORD1",
                "paypal_reference_id_type":"ODR","transaction_event_code":"T0006",
                "transaction_initiation_date":"2027-01-10T12:00:00+0100",
                "transaction_updated_date":"2027-01-10T12:00:05+0100",
                "transaction_amount":{"currency_code":"EUR","value":"45.00"},
                "fee_amount":{"currency_code":"EUR","value":"-1.48"},"transaction_status":"%s",%s
                "protection_eligibility":"01"}""".formatted(status, more));
    }

    private static JsonNode refund(String status, String more) {
        return json("""
                {"transaction_id":"REF1","paypal_reference_id":"CAP1","paypal_reference_id_type":"TXN",
                "transaction_event_code":"T1107","transaction_initiation_date":"2027-01-10T11:00:00Z",
                "transaction_amount":{"currency_code":"EUR","value":"-20.00"},%s
                "transaction_status":"%s"}""".formatted(more, status));
    }

    private static String field(String name, UUID value) {
        return "\"" + name + "\":\"" + value + "\",";
    }

    @Test
    void aPaymentGoesByItsCapture() {
        assertThat(PayPalMovements.capture(capture("S", field("custom_field", PAYMENT))))
                .isEqualTo(new Movement(
                        Kind.Capture,
                        "CAP1",
                        "CAP1",
                        PAYMENT,
                        null,
                        Money.of("45.00", "EUR"),
                        Movement.State.Succeeded,
                        null,
                        AT));
    }

    @ParameterizedTest
    @CsvSource({"S,Succeeded", "F,Succeeded", "V,Succeeded", "P,Pending", "D,Failed"})
    void aPaymentStandsAsThePlatformRecordsItWhateverHasGoneBack(String status, Movement.State state) {
        assertThat(PayPalMovements.capture(capture(status, "")).state()).isEqualTo(state);
    }

    @Test
    void aPaymentThatIsNotOursNamesNone() {
        assertThat(PayPalMovements.capture(capture("S", "")).paymentId()).isNull();
        assertThat(PayPalMovements.capture(capture("S", "\"custom_field\":\"shop-17\","))
                        .paymentId())
                .isNull();
    }

    @Test
    void ourRefundIsKnownByItsInvoiceIdAndIsNoNegativeAmount() {
        String more = field("custom_field", PAYMENT) + field("invoice_id", REFUND);

        assertThat(PayPalMovements.refund(refund("S", more)))
                .isEqualTo(new Movement(
                        Kind.Refund,
                        "REF1",
                        "CAP1",
                        PAYMENT,
                        REFUND,
                        Money.of("20.00", "EUR"),
                        Movement.State.Succeeded,
                        null,
                        AT));
    }

    @Test
    void theRefundsOwnIdInTheCustomFieldIsNotThePayments() {
        String more = field("custom_field", REFUND) + field("invoice_id", REFUND);

        assertThat(PayPalMovements.refund(refund("S", more)).paymentId()).isNull();
        assertThat(PayPalMovements.refund(refund("S", more)).refundId()).isEqualTo(REFUND);
    }

    @ParameterizedTest
    @CsvSource({"S,Succeeded", "P,Pending", "D,Failed", "V,Failed"})
    void aRefundStandsAsPayPalSays(String status, Movement.State state) {
        assertThat(PayPalMovements.refund(refund(status, "")).state()).isEqualTo(state);
    }

    @ParameterizedTest
    @CsvSource({
        "T0006,Capture",
        "T1106,TakeBack",
        "T1107,TakeBack",
        "T1110,Other",
        "T1111,Other",
        "T1201,Other",
        "T1108,Other",
        "T0400,Other",
        "T0200,Other"
    })
    void holdsAndFeesAreNeitherCapturesNorRefunds(String code, RowKind kind) {
        assertThat(PayPalMovements.kindOf(json("{\"transaction_event_code\":\"" + code + "\"}")))
                .isEqualTo(kind);
    }

    @Test
    void aRefundItselfTellsThatItIsNotOurs() {
        JsonNode refund = json("""
                {"id":"REF1","status":"COMPLETED","amount":{"currency_code":"EUR","value":"20.00"},"custom_id":"%s",
                "create_time":"2027-01-10T11:00:00Z",
                "links":[{"rel":"up","href":"https://api.paypal.com/v2/payments/captures/CAP1"}]}""".formatted(PAYMENT));
        PayPalCapture capture = PayPalCapture.of(json("""
                {"id":"CAP1","status":"PARTIALLY_REFUNDED","amount":{"currency_code":"EUR","value":"45.00"},
                "custom_id":"%s","create_time":"2027-01-10T10:00:00Z"}""".formatted(PAYMENT)));

        assertThat(PayPalMovements.refund(refund, Optional.of(capture)))
                .isEqualTo(new Movement(
                        Kind.Refund,
                        "REF1",
                        "CAP1",
                        PAYMENT,
                        null,
                        Money.of("20.00", "EUR"),
                        Movement.State.Succeeded,
                        null,
                        AT));
    }

    @ParameterizedTest
    @CsvSource({
        "WAITING_FOR_SELLER_RESPONSE,,Succeeded",
        "UNDER_REVIEW,,Succeeded",
        "RESOLVED,RESOLVED_SELLER_FAVOUR,Failed",
        "RESOLVED,RESOLVED_WITH_PAYOUT,Failed",
        "RESOLVED,RESOLVED_BUYER_FAVOUR,Lost"
    })
    void aDisputeGoesByItsOwnIdAndStandsAsItsWebhooksTell(String status, String outcome, Movement.State state) {
        PayPalDispute dispute =
                PayPalDispute.of(json("""
                        {"dispute_id":"PP-D-1","create_time":"2027-01-10T11:00:00.000Z","reason":"UNAUTHORISED",
                        "status":"%s","dispute_amount":{"currency_code":"EUR","value":"45.00"},
                        "dispute_outcome":{"outcome_code":"%s"},
                        "disputed_transactions":[{"seller_transaction_id":"CAP1"}]}""".formatted(status, outcome))).getFirst();

        assertThat(PayPalMovements.dispute(dispute))
                .isEqualTo(new Movement(
                        Kind.Dispute,
                        "PP-D-1",
                        "CAP1",
                        null,
                        null,
                        Money.of("45.00", "EUR"),
                        state,
                        "UNAUTHORISED",
                        AT));
    }

    @Test
    void aRowWithoutATimeIsNoRow() {
        JsonNode row = json("""
                {"transaction_id":"CAP1","transaction_event_code":"T0006","transaction_status":"S",
                "transaction_amount":{"currency_code":"EUR","value":"45.00"}}""");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> PayPalMovements.capture(row))
                .withMessageContaining("transaction_initiation_date");
    }
}
