package io.medicaledu.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PayPalCaptureTest extends PayPalTest {

    @Test
    void anApprovedOrderIsCapturedOnce() throws Exception {
        String id = newOrder();

        HttpResponse<String> back = page(id, "/approve", "");
        assertThat(back.statusCode()).isEqualTo(303);
        assertThat(back.headers().firstValue("Location"))
                .hasValue("https://shop.example/return?booking=1&token=" + id + "&PayerID=QYR5Z8XDVJNXQ");
        Answer approved = read("/v2/checkout/orders/" + id);
        assertThat(approved.at("/status")).isEqualTo("APPROVED");
        assertThat(approved.at("/payer/payer_id")).isEqualTo("QYR5Z8XDVJNXQ");
        Answer captured = capture(id);

        assertThat(captured.status()).isEqualTo(201);
        assertThat(captured.at("/status")).isEqualTo("COMPLETED");
        Answer capture = read("/v2/payments/captures/" + captureId(captured));
        assertThat(capture.at("/status")).isEqualTo("COMPLETED");
        assertThat(capture.at("/amount/value")).isEqualTo("45.00");
        assertThat(capture.at("/custom_id")).isEqualTo(approved.at("/purchase_units/0/custom_id"));
        assertThat(capture.at("/supplementary_data/related_ids/order_id")).isEqualTo(id);
        Answer again = capture(id);
        assertThat(again.status()).isEqualTo(422);
        assertThat(again.issue()).isEqualTo("ORDER_ALREADY_CAPTURED");
        assertThat(count("paypal_captures WHERE order_id = ?", id)).isEqualTo(1);
    }

    @Test
    void aRepeatedCaptureGetsTheFirstAnswer() throws Exception {
        String id = approvedOrder("");
        String requestId = UUID.randomUUID().toString();

        Answer first = post("/v2/checkout/orders/" + id + "/capture", "{}", requestId, "return=minimal");
        Answer second = post("/v2/checkout/orders/" + id + "/capture", "{}", requestId, "return=minimal");

        assertThat(first.status()).isEqualTo(201);
        assertThat(first.body().has("intent")).isFalse();
        assertThat(second.status()).isEqualTo(200);
        assertThat(captureId(second)).isEqualTo(captureId(first));
    }

    @Test
    void anOrderIsNotCapturedBeforeItsApprovalAndThenWithTheSameRequestId() throws Exception {
        String id = newOrder();
        String requestId = UUID.randomUUID().toString();

        Answer early = post("/v2/checkout/orders/" + id + "/capture", "{}", requestId);
        page(id, "/approve", "");
        Answer late = post("/v2/checkout/orders/" + id + "/capture", "{}", requestId);

        assertThat(early.status()).isEqualTo(422);
        assertThat(early.issue()).isEqualTo("ORDER_NOT_APPROVED");
        assertThat(late.status()).isEqualTo(201);
    }

    @Test
    void ofManyCapturesAtATimeOneTakesTheMoney() throws Exception {
        String id = approvedOrder("");

        List<Future<Answer>> answers;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            answers = threads.invokeAll(Stream.<Callable<Answer>>generate(() -> () -> capture(id))
                    .limit(8)
                    .toList());
        }

        assertThat(answers).extracting(answer -> answer.get().status()).containsOnlyOnce(201);
        assertThat(count("paypal_captures WHERE order_id = ?", id)).isEqualTo(1);
    }

    @Test
    void aDeclinedPaymentCanBeApprovedAnew() throws Exception {
        String id = approvedOrder("outcome=declined");

        Answer declined = capture(id);

        assertThat(declined.status()).isEqualTo(422);
        assertThat(declined.issue()).isEqualTo("INSTRUMENT_DECLINED");
        assertThat(declined.at("/links/1/rel")).isEqualTo("redirect");
        assertThat(declined.at("/links/1/href")).endsWith("/checkoutnow/" + id);
        assertThat(told("PAYMENT.CAPTURE.DECLINED", id)
                        .event()
                        .at("/resource/status")
                        .asString())
                .isEqualTo("DECLINED");
        assertThat(page(id, "/approve", "").statusCode()).isEqualTo(303);
        assertThat(capture(id).status()).isEqualTo(201);
    }

    @Test
    void anInvoiceIsPaidOnce() throws Exception {
        String json = order("45.00", "EUR", "p-1")
                .replace("'custom_id'", "'invoice_id':'" + UUID.randomUUID() + "','custom_id'");
        String first = post("/v2/checkout/orders", json).at("/id");
        String second = post("/v2/checkout/orders", json).at("/id");
        page(first, "/approve", "");
        page(second, "/approve", "");

        assertThat(capture(first).status()).isEqualTo(201);
        assertThat(capture(second).issue()).isEqualTo("DUPLICATE_INVOICE_ID");
    }

    @Test
    void anExpiredOrderIsOver() throws Exception {
        String open = newOrder();
        String approved = approvedOrder("");
        jdbc.sql(
                        "UPDATE provider_sandbox.paypal_orders SET data = jsonb_set(data, '{expiresAt}', '1') WHERE id IN (?, ?)")
                .params(open, approved)
                .update();

        assertThat(page(open, "/approve", "").statusCode()).isEqualTo(410);
        assertThat(capture(approved).issue()).isEqualTo("ORDER_EXPIRED");
        assertThat(told("CHECKOUT.PAYMENT-APPROVAL.REVERSED", approved)
                        .event()
                        .at("/resource/order_id")
                        .asString())
                .isEqualTo(approved);
        assertThat(read("/v2/checkout/orders/" + approved).at("/status")).isEqualTo("VOIDED");
        assertThat(get("/sandbox/paypal/checkoutnow/" + open).body())
                .contains("has expired")
                .doesNotContain("<form");
    }
}
