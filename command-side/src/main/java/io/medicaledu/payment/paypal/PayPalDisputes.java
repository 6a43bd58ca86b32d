package io.medicaledu.payment.paypal;

import java.util.List;

/** Reads disputes (https://developer.paypal.com/docs/api/customer-disputes/v1/). */
final class PayPalDisputes {

    private final PayPalCalls calls;

    PayPalDisputes(PayPalCalls calls) {
        this.calls = calls;
    }

    /** What a dispute says about each capture that it is about. */
    List<PayPalDispute> read(String disputeId) {
        return PayPalDispute.of(calls.get("/v1/customer/disputes/{id}", disputeId));
    }

    /** All about one capture. */
    List<PayPalDispute> about(String captureId) {
        return calls.get("/v1/customer/disputes?disputed_transaction_id={id}", captureId)
                .path("items")
                .valueStream()
                .flatMap(item -> read(item.path("dispute_id").asString("")).stream())
                .filter(dispute -> dispute.captureId().equals(captureId))
                .toList();
    }
}
