package io.medicaledu.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PayPalRefundTest extends PayPalTest {

    @Test
    void aCaptureIsRefundedInPartAndThenTheRest() throws Exception {
        String capture = paidCapture();

        Answer part = refund(
                capture,
                "{'amount':{'currency_code':'EUR','value':'10.00'},'note_to_payer':'Sorry','custom_id':'r-1'}");
        assertThat(part.status()).isEqualTo(201);
        assertThat(part.at("/status")).isEqualTo("COMPLETED");
        assertThat(part.at("/note_to_payer")).isEqualTo("Sorry");
        assertThat(part.at("/custom_id")).isEqualTo("r-1");
        assertThat(part.at("/links/1/href")).endsWith("/v2/payments/captures/" + capture);
        assertThat(read("/v2/payments/captures/" + capture).at("/status")).isEqualTo("PARTIALLY_REFUNDED");
        assertThat(refund(capture, amount("35.01")).issue()).isEqualTo("REFUND_AMOUNT_EXCEEDED");
        Answer rest = refund(capture, "{}");

        assertThat(rest.at("/amount/value")).isEqualTo("35.00");
        assertThat(rest.at("/seller_payable_breakdown/total_refunded_amount/value"))
                .isEqualTo("45.00");
        assertThat(read("/v2/payments/captures/" + capture).at("/status")).isEqualTo("REFUNDED");
        assertThat(read("/v2/payments/refunds/" + rest.at("/id")).body()).isEqualTo(rest.body());
        assertThat(refund(capture, "{}").issue()).isEqualTo("CAPTURE_FULLY_REFUNDED");
        assertThat(told("PAYMENT.CAPTURE.REFUNDED", rest.at("/id"))
                        .event()
                        .at("/resource_type")
                        .asString())
                .isEqualTo("refund");
    }

    @Test
    void aRefundIsMinimalUnlessAllIsAskedForAndTheRequestIdMakesItOne() throws Exception {
        String path = "/v2/payments/captures/" + paidCapture() + "/refund";
        String requestId = UUID.randomUUID().toString();

        Answer first = post(path, amount("10.00"), requestId, "return=minimal");
        Answer second = post(path, amount("10.00"), requestId, "return=minimal");

        assertThat(first.body().has("amount")).isFalse();
        assertThat(second.status()).isEqualTo(200);
        assertThat(second.body()).isEqualTo(first.body());
        assertThat(refund(path.split("/")[4], "{}").at("/amount/value")).isEqualTo("35.00");
    }

    @Test
    void ofManyRefundsAtATimeNoneIsTooMuch() throws Exception {
        String capture = paidCapture();

        List<Future<Answer>> answers;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            answers = threads.invokeAll(Stream.<Callable<Answer>>generate(() -> () -> refund(capture, amount("20.00")))
                    .limit(6)
                    .toList());
        }

        assertThat(answers)
                .extracting(answer -> answer.get().status())
                .filteredOn(status -> status == 201)
                .hasSize(2);
        assertThat(count("paypal_refunds WHERE capture_id = ?", capture)).isEqualTo(2);
    }

    @Test
    void aRefundFollowsPayPalsRules() throws Exception {
        String capture = paidCapture();
        String pending = captureId(capture(approvedOrder("outcome=pending")));

        assertThat(refund(capture, "{'amount':{'currency_code':'USD','value':'1.00'}}")
                        .issue())
                .isEqualTo("REFUND_CAPTURE_CURRENCY_MISMATCH");
        assertThat(refund(capture, amount("0.00")).issue()).isEqualTo("CANNOT_BE_ZERO_OR_NEGATIVE");
        assertThat(refund(pending, "{}").issue()).isEqualTo("PENDING_CAPTURE");
        assertThat(refund("NONE", "{}").status()).isEqualTo(404);
        assertThat(count("paypal_refunds WHERE capture_id = ?", capture)).isZero();
    }

    @Test
    void anInvoiceIsRefundedOnce() throws Exception {
        String capture = paidCapture();
        String invoice = UUID.randomUUID().toString();
        String body = "{'amount':{'currency_code':'EUR','value':'10.00'},'invoice_id':'" + invoice + "'}";
        String requestId = UUID.randomUUID().toString();
        String path = "/v2/payments/captures/" + capture + "/refund";

        Answer first = post(path, body, requestId, "return=representation");

        assertThat(first.status()).isEqualTo(201);
        assertThat(post(path, body, requestId, "return=representation").body()).isEqualTo(first.body());
        assertThat(refund(capture, body).issue()).isEqualTo("DUPLICATE_INVOICE_ID");
        assertThat(refund(paidCapture(), body).issue()).isEqualTo("DUPLICATE_INVOICE_ID");
        assertThat(count("paypal_refunds WHERE capture_id = ?", capture)).isEqualTo(1);
    }

    @Test
    void theAccountMayLackTheMoneyForARefund() throws Exception {
        String capture = paidCapture();
        fault("{'operation':'paypal.refund.create','kind':'insufficient-funds'}");

        assertThat(refund(capture, amount("10.00")).issue()).isEqualTo("REFUND_FAILED_INSUFFICIENT_FUNDS");

        assertThat(refund(capture, amount("10.00")).status()).isEqualTo(201);
    }

    @Test
    void aPendingCaptureCompletesOrIsDenied() throws Exception {
        String first = captureId(capture(approvedOrder("outcome=pending")));
        String second = captureId(capture(approvedOrder("outcome=pending")));
        assertThat(read("/v2/payments/captures/" + first).at("/status_details/reason"))
                .isEqualTo("PENDING_REVIEW");
        told("PAYMENT.CAPTURE.PENDING", first);

        assertThat(post("/captures/" + first + "/outcome", "{'status':'COMPLETED'}")
                        .at("/status"))
                .isEqualTo("COMPLETED");
        assertThat(post("/captures/" + second + "/outcome", "{'status':'DENIED'}")
                        .at("/status"))
                .isEqualTo("DECLINED");

        told("PAYMENT.CAPTURE.COMPLETED", first);
        told("PAYMENT.CAPTURE.DENIED", second);
        assertThat(refund(second, "{}").issue()).isEqualTo("REFUND_NOT_ALLOWED");
        assertThat(post("/captures/" + first + "/outcome", "{'status':'DENIED'}")
                        .status())
                .isEqualTo(422);
        assertThat(post("/captures/" + first + "/outcome", "{'status':'LOST'}").status())
                .isEqualTo(400);
        assertThat(post("/captures/" + first + "/outcome", "no json").status()).isEqualTo(400);
    }

    @Test
    void aPendingRefundCompletesOrFails() throws Exception {
        String capture = paidCapture();
        fault("{'operation':'paypal.refund.create','kind':'pending','times':2}");
        Answer first = refund(capture, amount("10.00"));
        Answer second = refund(capture, "{}");
        assertThat(first.at("/status")).isEqualTo("PENDING");
        assertThat(second.at("/amount/value")).isEqualTo("35.00");
        assertThat(read("/v2/payments/captures/" + capture).at("/status")).isEqualTo("COMPLETED");
        told("PAYMENT.REFUND.PENDING", first.at("/id"));
        assertThat(refund(capture, amount("1.00")).issue()).isEqualTo("CAPTURE_FULLY_REFUNDED");

        assertThat(post("/refunds/" + first.at("/id") + "/outcome", "{'status':'COMPLETED'}")
                        .at("/status"))
                .isEqualTo("COMPLETED");
        assertThat(post("/refunds/" + second.at("/id") + "/outcome", "{'status':'FAILED'}")
                        .at("/status"))
                .isEqualTo("FAILED");

        told("PAYMENT.CAPTURE.REFUNDED", first.at("/id"));
        told("PAYMENT.REFUND.FAILED", second.at("/id"));
        assertThat(read("/v2/payments/captures/" + capture).at("/status")).isEqualTo("PARTIALLY_REFUNDED");
        assertThat(post("/refunds/" + second.at("/id") + "/outcome", "{'status':'FAILED'}")
                        .status())
                .isEqualTo(422);
        assertThat(refund(capture, "{}").at("/amount/value")).isEqualTo("35.00");
    }

    @Test
    void somebodyRefundsInTheDashboard() throws Exception {
        String capture = paidCapture();

        Answer part = post("/dashboard-refunds", "{'captureId':'" + capture + "','amount':'5.00'}");
        Answer rest = post("/dashboard-refunds", "{'captureId':'" + capture + "'}");

        assertThat(part.status()).isEqualTo(201);
        assertThat(rest.at("/amount/value")).isEqualTo("40.00");
        told("PAYMENT.CAPTURE.REFUNDED", part.at("/id"));
        assertThat(post("/dashboard-refunds", "{'captureId':'" + capture + "','amount':'x'}")
                        .status())
                .isEqualTo(400);
        assertThat(post("/dashboard-refunds", "{}").status()).isEqualTo(404);
    }

    @Test
    void payPalReversesWhatIsLeft() throws Exception {
        String capture = paidCapture();
        refund(capture, amount("5.00"));

        Answer reversal = post("/captures/" + capture + "/reverse", "{}");

        assertThat(reversal.at("/amount/value")).isEqualTo("40.00");
        assertThat(told("PAYMENT.CAPTURE.REVERSED", reversal.at("/id"))
                        .event()
                        .at("/resource/links/1/href")
                        .asString())
                .endsWith(capture);
        assertThat(read("/v2/payments/captures/" + capture).at("/status")).isEqualTo("REFUNDED");
        assertThat(post("/captures/" + capture + "/reverse", "{}").issue()).isEqualTo("CAPTURE_FULLY_REFUNDED");
    }

    @Test
    void aPayerPaysTwice() throws Exception {
        String order = approvedOrder("");
        String first = captureId(capture(order));

        Answer again = post("/double-capture", "{'orderId':'" + order + "'}");

        assertThat(again.status()).isEqualTo(201);
        assertThat(again.at("/id")).isNotEqualTo(order);
        assertThat(captureId(again)).isNotEqualTo(first);
        assertThat(again.at("/purchase_units/0/custom_id"))
                .isEqualTo(read("/v2/checkout/orders/" + order).at("/purchase_units/0/custom_id"));
        told("PAYMENT.CAPTURE.COMPLETED", captureId(again));
        assertThat(post("/double-capture", "{'orderId':'NONE'}").status()).isEqualTo(404);
    }
}
