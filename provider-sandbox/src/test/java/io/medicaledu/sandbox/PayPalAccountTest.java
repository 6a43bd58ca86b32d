package io.medicaledu.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Disputes and transaction search. */
class PayPalAccountTest extends PayPalTest {

    @Test
    void aLostDisputeTakesTheMoney() throws Exception {
        String capture = paidCapture();
        refund(capture, amount("5.00"));

        Answer dispute = post("/disputes", "{'captureId':'" + capture + "'}");
        assertThat(dispute.status()).isEqualTo(201);
        assertThat(dispute.at("/status")).isEqualTo("WAITING_FOR_SELLER_RESPONSE");
        assertThat(dispute.at("/dispute_amount/value")).isEqualTo("40.00");
        assertThat(dispute.at("/disputed_transactions/0/seller_transaction_id")).isEqualTo(capture);
        String id = dispute.at("/dispute_id");
        told("CUSTOMER.DISPUTE.CREATED", id);
        assertThat(refund(capture, "{}").issue()).isEqualTo("REFUND_NOT_PERMITTED_DUE_TO_CHARGEBACK");
        assertThat(post("/disputes/" + id + "/review", "{}").at("/dispute_state"))
                .isEqualTo("UNDER_PAYPAL_REVIEW");
        told("CUSTOMER.DISPUTE.UPDATED", id);
        Answer resolved = post("/disputes/" + id + "/resolve", "{'outcome':'RESOLVED_BUYER_FAVOUR'}");

        assertThat(resolved.at("/dispute_outcome/outcome_code")).isEqualTo("RESOLVED_BUYER_FAVOUR");
        assertThat(resolved.at("/dispute_outcome/amount_refunded/value")).isEqualTo("40.00");
        told("CUSTOMER.DISPUTE.RESOLVED", id);
        assertThat(read("/v1/customer/disputes/" + id).body()).isEqualTo(resolved.body());
        assertThat(transactions(capture))
                .containsExactly("T0006 45.00 S", "T1107 -5.00 S", "T1110 -40.00 S", "T1111 40.00 S", "T1201 -40.00 S");
        assertThat(refund(capture, "{}").status()).isEqualTo(422);
        assertThat(post("/disputes/" + id + "/resolve", "{'outcome':'RESOLVED_SELLER_FAVOUR'}")
                        .status())
                .isEqualTo(422);
    }

    @Test
    void aWonDisputeGivesTheMoneyBack() throws Exception {
        String capture = paidCapture();
        String id = post("/disputes", "{'captureId':'" + capture + "','reason':'DUPLICATE_TRANSACTION'}")
                .at("/dispute_id");

        assertThat(post("/disputes/" + id + "/resolve", "{'outcome':'NOBODY'}").status())
                .isEqualTo(400);
        Answer resolved = post("/disputes/" + id + "/resolve", "{'outcome':'RESOLVED_SELLER_FAVOUR'}");

        assertThat(resolved.at("/reason")).isEqualTo("DUPLICATE_TRANSACTION");
        assertThat(resolved.at("/status")).isEqualTo("RESOLVED");
        assertThat(transactions(capture)).containsExactly("T0006 45.00 S", "T1110 -45.00 S", "T1111 45.00 S");
        assertThat(refund(capture, "{}").status()).isEqualTo(201);
        assertThat(post("/disputes", "{'captureId':'" + capture + "'}").issue()).isEqualTo("CAPTURE_FULLY_REFUNDED");
        assertThat(post("/disputes", "{'captureId':'" + paidCapture() + "','reason':'MOOD'}")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void partsOfACaptureAreDisputedAndLostInPart() throws Exception {
        String capture = paidCapture();
        String first = post("/disputes", "{'captureId':'" + capture + "','amount':'20.00'}")
                .at("/dispute_id");
        String second = post("/disputes", "{'captureId':'" + capture + "','amount':'25.00'}")
                .at("/dispute_id");
        assertThat(refund(capture, "{}").issue()).isEqualTo("REFUND_NOT_PERMITTED_DUE_TO_CHARGEBACK");

        Answer lost =
                post("/disputes/" + first + "/resolve", "{'outcome':'RESOLVED_BUYER_FAVOUR','amountRefunded':'12.50'}");
        Answer paidByPayPal = post("/disputes/" + second + "/resolve", "{'outcome':'RESOLVED_WITH_PAYOUT'}");

        assertThat(lost.at("/dispute_outcome/amount_refunded/value")).isEqualTo("12.50");
        assertThat(paidByPayPal.at("/dispute_outcome/amount_refunded/value")).isEqualTo("25.00");
        assertThat(transactions(capture))
                .containsExactly(
                        "T0006 45.00 S",
                        "T1110 -20.00 S",
                        "T1110 -25.00 S",
                        "T1111 20.00 S",
                        "T1201 -12.50 S",
                        "T1111 25.00 S");
        assertThat(refund(capture, amount("32.51")).status()).isEqualTo(422);
        assertThat(refund(capture, amount("32.50")).status()).isEqualTo(201);
    }

    @Test
    void aRefundThatIsCompletedMayFailAfterAll() throws Exception {
        String capture = paidCapture();
        String refund = refund(capture, amount("20.00")).at("/id");

        Answer failed = post("/refunds/" + refund + "/outcome", "{'status':'FAILED'}");

        assertThat(failed.at("/status")).isEqualTo("FAILED");
        told("PAYMENT.REFUND.FAILED", refund);
        assertThat(transactions(capture)).containsExactly("T0006 45.00 S", "T1107 -20.00 D");
        assertThat(refund(capture, amount("45.00")).status()).isEqualTo(201);
        assertThat(post("/refunds/" + refund + "/outcome", "{'status':'COMPLETED'}")
                        .status())
                .isEqualTo(422);
    }

    @Test
    void noMoreIsLostThanWasDisputed() throws Exception {
        String id = post("/disputes", "{'captureId':'" + paidCapture() + "','amount':'20.00'}")
                .at("/dispute_id");

        assertThat(post("/disputes/" + id + "/resolve", "{'outcome':'RESOLVED_BUYER_FAVOUR','amountRefunded':'20.01'}")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void disputesAreListedByCaptureStateAndPage() throws Exception {
        String first = paidCapture();
        String second = paidCapture();
        post("/disputes", "{'captureId':'" + first + "'}");
        String id = post("/disputes", "{'captureId':'" + second + "'}").at("/dispute_id");

        Answer ofCapture = read("/v1/customer/disputes?disputed_transaction_id=" + second);
        assertThat(ofCapture.body().path("items").findValuesAsString("dispute_id"))
                .containsExactly(id);
        Answer page = read("/v1/customer/disputes?page_size=1&dispute_state=REQUIRED_ACTION");
        assertThat(page.at("/items/0/dispute_id")).isEqualTo(id);
        assertThat(page.at("/links/1/rel")).isEqualTo("next");
        String next = page.at("/links/1/href");
        assertThat(next).contains("dispute_state=REQUIRED_ACTION");
        assertThat(next).matches(".*&next_page_token=([A-Za-z0-9]|%2B|%2F|%3D)+");
        assertThat(read(next.substring(next.indexOf("/v1/"))).at("/items/0/dispute_id"))
                .isNotEqualTo(id);
        assertThat(read("/v1/customer/disputes?dispute_state=NONE").body().path("items"))
                .isEmpty();
        assertThat(read("/v1/customer/disputes?start_time=2099-01-01T00:00:00Z")
                        .body()
                        .path("items"))
                .isEmpty();
        assertThat(read("/v1/customer/disputes?next_page_token=PP-R-1").status())
                .isEqualTo(400);
        assertThat(read("/v1/customer/disputes?page_size=51").status()).isEqualTo(400);
        assertThat(read("/v1/customer/disputes?start_time=soon").status()).isEqualTo(400);
    }

    @Test
    void disputesAreListedByTheTimeAtWhichTheyWereOpened() throws Exception {
        String id = post("/disputes", "{'captureId':'" + paidCapture() + "'}").at("/dispute_id");
        Instant opened = Instant.parse(read("/v1/customer/disputes/" + id).at("/create_time"));

        assertThat(openedBetween(opened.minusMillis(1), opened.plusMillis(1))).contains(id);
        assertThat(openedBetween(opened, opened.plusSeconds(1))).doesNotContain(id);
        assertThat(openedBetween(opened.minusSeconds(1), opened)).doesNotContain(id);
        assertThat(read("/v1/customer/disputes?create_time_before=soon").status())
                .isEqualTo(400);
    }

    private List<String> openedBetween(Instant after, Instant before) throws Exception {
        return read("/v1/customer/disputes?page_size=50&create_time_after=" + after + "&create_time_before=" + before)
                .body()
                .path("items")
                .findValuesAsString("dispute_id");
    }

    @Test
    void theBookTellsWhatBecameOfEachPayment() throws Exception {
        String paid = paidCapture();
        String pending = captureId(capture(approvedOrder("outcome=pending")));
        String denied = captureId(capture(approvedOrder("outcome=pending")));
        String reversed = paidCapture();
        fault("{'operation':'paypal.refund.create','kind':'pending'}");
        String failing = refund(paid, amount("10.00")).at("/id");
        assertThat(transactions(paid)).containsExactly("T0006 45.00 S", "T1107 -10.00 P");

        post("/refunds/" + failing + "/outcome", "{'status':'FAILED'}");
        post("/captures/" + denied + "/outcome", "{'status':'DENIED'}");
        post("/captures/" + reversed + "/reverse", "{}");

        assertThat(transactions(paid)).containsExactly("T0006 45.00 S", "T1107 -10.00 D");
        assertThat(transactions(pending)).containsExactly("T0006 45.00 P");
        assertThat(transactions(denied)).containsExactly("T0006 45.00 D");
        assertThat(transactions(reversed)).containsExactly("T0006 45.00 V", "T1106 -45.00 S");
    }

    @Test
    void aTransactionHasPayPalsFields() throws Exception {
        Answer order = capture(approvedOrder(""));
        String capture = captureId(order);

        Answer found = read(search("&transaction_id=" + capture + "&transaction_type=T0006&transaction_status=S"
                + "&transaction_currency=EUR&fields=all"));

        assertThat(found.status()).isEqualTo(200);
        assertThat(found.body().path("total_items").asInt()).isEqualTo(1);
        assertThat(found.at("/transaction_details/0/transaction_info/transaction_id"))
                .isEqualTo(capture);
        assertThat(found.at("/transaction_details/0/transaction_info/paypal_reference_id"))
                .isEqualTo(order.at("/id"));
        assertThat(found.at("/transaction_details/0/transaction_info/paypal_reference_id_type"))
                .isEqualTo("ODR");
        assertThat(found.at("/transaction_details/0/transaction_info/custom_field"))
                .isEqualTo(order.at("/purchase_units/0/custom_id"));
        assertThat(found.at("/transaction_details/0/transaction_info/transaction_initiation_date"))
                .endsWith("+0000");
        assertThat(found.at("/transaction_details/0/payer_info/account_id")).isEqualTo("QYR5Z8XDVJNXQ");
        assertThat(read(search("&transaction_id=" + capture))
                        .body()
                        .at("/transaction_details/0")
                        .has("payer_info"))
                .isFalse();
    }

    @Test
    void transactionsComeInPages() throws Exception {
        paidCapture();
        paidCapture();

        Answer first = read(search("&page_size=1&page=1"));
        Answer second = read(search("&page_size=1&page=2"));

        assertThat(first.body().path("total_pages").asInt())
                .isEqualTo(first.body().path("total_items").asInt())
                .isGreaterThanOrEqualTo(2);
        assertThat(first.body().path("transaction_details")).hasSize(1);
        assertThat(first.body().path("links").findValuesAsString("rel")).containsExactly("self", "next", "last");
        assertThat(second.at("/transaction_details/0/transaction_info/transaction_id"))
                .isNotEqualTo(first.at("/transaction_details/0/transaction_info/transaction_id"));
        assertThat(read(search("&page=100000")).body().path("transaction_details"))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "start_date=2026-01-01T00:00:00Z",
                "start_date=yesterday&end_date=2026-01-01T00:00:00Z",
                "start_date=2026-01-02T00:00:00Z&end_date=2026-01-01T00:00:00Z",
                "start_date=2026-01-01T00:00:00Z&end_date=2026-02-02T00:00:00Z",
                "start_date=2026-01-01T00:00:00Z&end_date=2026-01-02T00:00:00Z&page_size=501",
                "start_date=2026-01-01T00:00:00Z&end_date=2026-01-02T00:00:00Z&page=0",
                "start_date=2026-01-01T00:00:00Z&end_date=2026-01-02T00:00:00Z&transaction_id=%00",
            })
    void aBadSearchIsRefused(String query) throws Exception {
        Answer answer = read("/v1/reporting/transactions?" + query);

        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(400);
        assertThat(answer.at("/name")).isEqualTo("INVALID_REQUEST");
    }

    private static String search(String more) {
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        return "/v1/reporting/transactions?start_date=" + now.minus(1, ChronoUnit.DAYS) + "&end_date="
                + now.plus(1, ChronoUnit.DAYS) + more;
    }

    /** Code, value and status of what the book says about a capture, oldest first. */
    private List<String> transactions(String capture) throws Exception {
        return read(search("&page_size=500"))
                .body()
                .path("transaction_details")
                .valueStream()
                .map(details -> details.path("transaction_info"))
                .filter(info -> Stream.of("transaction_id", "paypal_reference_id")
                        .anyMatch(name -> info.path(name).asString().equals(capture)))
                .map(PayPalAccountTest::text)
                .toList();
    }

    private static String text(JsonNode info) {
        return info.path("transaction_event_code").asString() + " "
                + info.at("/transaction_amount/value").asString() + " "
                + info.path("transaction_status").asString();
    }
}
