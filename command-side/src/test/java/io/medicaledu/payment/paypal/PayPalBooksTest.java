package io.medicaledu.payment.paypal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.medicaledu.payment.command.ProviderTransactions.Kind;
import io.medicaledu.payment.command.ProviderUnavailableException;
import io.medicaledu.payment.reconciliation.Movement;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Reading PayPal's book to its end, and beside it what it does not tell. */
class PayPalBooksTest {

    private static final UUID PAYMENT = UUID.fromString("01a20ac1-1cf4-7039-a27a-fd2247b6a1f0");
    private static final UUID REFUND = UUID.fromString("01a20ac1-1cf4-7039-a27a-000000000001");
    private static final Instant FROM = Instant.parse("2027-01-10T00:00:00Z");
    private static final Instant UNTIL = Instant.parse("2027-01-11T23:59:59Z");
    private static final String END = "2027-01-12T00:00:00Z";
    private static final String DISPUTES = "/v1/customer/disputes?create_time_after=2027-01-09T23%3A59%3A59.000Z"
            + "&create_time_before=2027-01-12T00%3A00%3A00.000Z&page_size=50";
    private static final Duration LAG = Duration.ofHours(3);

    private PayPalStub payPal;
    private PayPalBooks books;

    @BeforeEach
    void setUp() throws IOException {
        payPal = new PayPalStub();
        Clock clock = Clock.fixed(UNTIL.plus(Duration.ofDays(1)), ZoneOffset.UTC);
        books = new PayPalBooks(payPal.calls().patient(), LAG, clock);
        payPal.has(DISPUTES, "{\"items\":[],\"links\":[]}");
        payPal.has("/v2/payments/captures/CAP1", """
                        {"id":"CAP1","status":"COMPLETED","amount":{"currency_code":"EUR","value":"45.00"},
                        "custom_id":"%s","create_time":"2027-01-10T11:00:00Z","update_time":"2027-01-10T11:00:00Z"}""".formatted(PAYMENT));
        payPal.has("/v1/customer/disputes?disputed_transaction_id=CAP1", "{\"items\":[]}");
    }

    @AfterEach
    void tearDown() {
        payPal.close();
    }

    private static String search(String from, String until, int page) {
        return "/v1/reporting/transactions?start_date=%s&end_date=%s&fields=all&page_size=500&page=%d"
                .formatted(from.replace(":", "%3A"), until.replace(":", "%3A"), page);
    }

    private static String row(String id, String code, String amount, String more) {
        return """
                {"transaction_info":{"transaction_id":"%s","paypal_reference_id":"CAP1","transaction_event_code":"%s",
                "transaction_initiation_date":"2027-01-10T12:00:00+0000","transaction_status":"S",%s
                "transaction_amount":{"currency_code":"EUR","value":"%s"}},"payer_info":{}}""".formatted(id, code, more, amount);
    }

    private static String page(int pages, String... rows) {
        return Arrays.stream(rows)
                .collect(Collectors.joining(",", "{\"transaction_details\":[", "],\"total_pages\":" + pages + "}"));
    }

    private void book(String... rows) {
        payPal.has(search(FROM.toString(), END, 1), page(1, rows));
    }

    private void foreignRefund() {
        payPal.has("/v2/payments/refunds/REF1", """
                        {"id":"REF1","status":"COMPLETED","amount":{"currency_code":"EUR","value":"45.00"},
                        "create_time":"2027-01-10T12:00:00Z",
                        "links":[{"rel":"up","href":"https://api.paypal.com/v2/payments/captures/CAP1"}]}""");
    }

    private void dispute(String outcome) {
        payPal.has("/v1/customer/disputes?disputed_transaction_id=CAP1", "{\"items\":[{\"dispute_id\":\"PP-D-1\"}]}");
        payPal.has("/v1/customer/disputes/PP-D-1", """
                        {"dispute_id":"PP-D-1","create_time":"2027-01-10T11:30:00Z","reason":"UNAUTHORISED",
                        "status":"RESOLVED","dispute_amount":{"currency_code":"EUR","value":"45.00"},
                        "dispute_outcome":{"outcome_code":"%s"},
                        "disputed_transactions":[{"seller_transaction_id":"CAP1"}]}""".formatted(outcome));
    }

    private long calls(String part) {
        return payPal.requests.stream().filter(each -> each.contains(part)).count();
    }

    @Test
    void allPagesAreReadAndTheLagIsTold() {
        payPal.has(search(FROM.toString(), END, 1), page(3, row("CAP1", "T0006", "45.00", "")));
        payPal.has(search(FROM.toString(), END, 2), page(3, row("CAP2", "T0006", "45.00", "")));
        payPal.has(search(FROM.toString(), END, 3), page(3, row("CAP3", "T0006", "45.00", "")));

        assertThat(books.movements(FROM, UNTIL))
                .extracting(Movement::reference)
                .containsExactly("CAP1", "CAP2", "CAP3");
        assertThat(books.lag()).isEqualTo(LAG);
    }

    @Test
    void noCallAsksForMoreThan31Days() {
        String from = "2026-11-11T00:00:00Z";
        String middle = "2026-12-12T00:00:00Z";
        payPal.has(DISPUTES.replace("2027-01-09", "2026-11-10"), "{\"items\":[]}");
        payPal.has(search(from, middle, 1), page(1, row("CAP1", "T0006", "45.00", "")));
        payPal.has(
                search(middle, END, 1), page(1, row("CAP1", "T0006", "45.00", ""), row("CAP2", "T0006", "45.00", "")));

        assertThat(books.movements(Instant.parse(from), UNTIL))
                .extracting(Movement::reference)
                .containsExactly("CAP1", "CAP2");
        assertThat(calls("/v1/reporting/")).isEqualTo(2);
    }

    @Test
    void whatIsTooMuchForOneAnswerIsHalved() {
        payPal.answers(
                search(FROM.toString(), END, 1), 400, "{\"name\":\"RESULTSET_TOO_LARGE\",\"message\":\"Too large\"}");
        payPal.has(search(FROM.toString(), "2027-01-11T00:00:00Z", 1), page(1, row("CAP1", "T0006", "45.00", "")));
        payPal.has(search("2027-01-11T00:00:00Z", END, 1), page(1, row("CAP2", "T0006", "45.00", "")));

        assertThat(books.movements(FROM, UNTIL)).extracting(Movement::reference).containsExactly("CAP1", "CAP2");
    }

    @Test
    void ourRefundNeedsNoFurtherCall() {
        book(row("REF1", "T1107", "-45.00", "\"invoice_id\":\"" + REFUND + "\","));

        assertThat(books.movements(FROM, UNTIL)).extracting(Movement::refundId).containsExactly(REFUND);
        assertThat(calls("/v2/payments/")).isZero();
    }

    @Test
    void aForeignRefundAndAReversalAreReadThemselves() {
        book(row("REF1", "T1106", "-45.00", "\"custom_field\":\"" + PAYMENT + "\","));
        foreignRefund();

        Movement refund = books.movements(FROM, UNTIL).getFirst();

        assertThat(refund.kind()).isEqualTo(Kind.Refund);
        assertThat(refund.paymentId()).isEqualTo(PAYMENT);
        assertThat(refund.refundId()).isNull();
        assertThat(books.find(Kind.Refund, "REF1")).contains(refund);
    }

    @Test
    void aRefundThatPayPalDoesNotGiveIsTakenFromItsRow() {
        book(row("REF1", "T1106", "-45.00", ""));

        assertThat(books.movements(FROM, UNTIL)).extracting(Movement::reference).containsExactly("REF1");
    }

    @Test
    void theMoneyOfADisputeIsTheDisputesAndCountsOnce() {
        book(
                row("HOLD", "T1110", "-45.00", ""),
                row("FREE", "T1111", "45.00", ""),
                row("GONE", "T1201", "-45.00", ""),
                row("REF1", "T1106", "-45.00", ""));
        foreignRefund();
        dispute("RESOLVED_BUYER_FAVOUR");
        payPal.has(DISPUTES, """
                        {"items":[{"dispute_id":"PP-D-1","create_time":"2027-01-10T11:30:00Z"}]}""");

        assertThat(books.movements(FROM, UNTIL)).extracting(Movement::reference).containsExactly("PP-D-1");
        assertThat(books.find(Kind.Refund, "REF1")).isEmpty();

        dispute("RESOLVED_SELLER_FAVOUR");
        assertThat(books.movements(FROM, UNTIL)).extracting(Movement::reference).containsExactly("REF1", "PP-D-1");
    }

    @Test
    void allPagesOfDisputesAreReadButOfTheTimeOnly() {
        book();
        dispute("RESOLVED_BUYER_FAVOUR");
        payPal.has(DISPUTES, """
                        {"items":[{"dispute_id":"PP-D-9","create_time":"2027-01-12T09:00:00Z"}],
                        "links":[{"rel":"next","href":"https://elsewhere.example/v1/customer/disputes?page_size=50&next_page_token=a%2Bb%3D"}]}""");
        payPal.has("/v1/customer/disputes?page_size=50&next_page_token=a%2Bb%3D", """
                        {"items":[{"dispute_id":"PP-D-1","create_time":"2027-01-10T11:30:00Z"}]}""");

        assertThat(books.movements(FROM, UNTIL)).extracting(Movement::reference).containsExactly("PP-D-1");
        assertThat(calls("PP-D-9")).isZero();
    }

    @Test
    void disputesOlderThanPayPalListsAreNotAskedFor() {
        Instant longAgo = FROM.minus(Duration.ofDays(300));
        payPal.has(search(longAgo.toString(), longAgo.plusSeconds(2).toString(), 1), page(1));

        assertThat(books.movements(longAgo, longAgo.plusSeconds(1))).isEmpty();
        assertThat(calls("/v1/customer/disputes")).isZero();
    }

    @Test
    void oneIsFoundByItsIdOrNotAtAll() {
        dispute("RESOLVED_BUYER_FAVOUR");

        assertThat(books.find(Kind.Capture, "CAP1")).map(Movement::paymentId).contains(PAYMENT);
        assertThat(books.find(Kind.Dispute, "PP-D-1")).map(Movement::state).contains(Movement.State.Lost);
        assertThat(books.find(Kind.Capture, "CAP0")).isEmpty();
        assertThat(books.find(Kind.Refund, "REF0")).isEmpty();
        assertThat(books.find(Kind.Dispute, "PP-D-0")).isEmpty();
    }

    @Test
    void anAnswerThatDoesNotComeIsTriedThreeTimesAndIsNoAnswer() {
        payPal.answers("/v2/payments/captures/CAP1", 500, "{\"name\":\"INTERNAL_SERVER_ERROR\",\"message\":\"Down\"}");

        assertThatExceptionOfType(ProviderUnavailableException.class)
                .isThrownBy(() -> books.find(Kind.Capture, "CAP1"))
                .withMessageContaining("Down");
        assertThat(calls("/v2/payments/captures/CAP1")).isEqualTo(3);
    }
}
