package io.medicaledu.sandbox.stripe;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes refunds in the shape of Stripe's API (https://docs.stripe.com/api/refunds/object). */
public final class RefundJson {

    private RefundJson() {}

    /** The refund as the API and events show it. */
    public static Map<String, @Nullable Object> of(Refund refund) {
        Map<String, @Nullable Object> json = Json.object(refund.id(), "refund");
        json.put("amount", refund.amount());
        json.put("balance_transaction", "txn_" + PaymentJson.suffix(refund.id()));
        json.put("charge", refund.charge());
        json.put("created", refund.created());
        json.put("currency", refund.currency());
        json.put("destination_details", Map.of("card", destination(), "type", "card"));
        if (refund.isA(Refund.FAILED)) {
            json.put("failure_balance_transaction", failureTransaction(refund));
            json.put("failure_reason", refund.failureReason());
        }
        json.put("metadata", refund.metadata());
        json.put("payment_intent", refund.paymentIntent());
        if (refund.isA(Refund.PENDING)) {
            json.put("pending_reason", "processing");
        }
        json.put("reason", refund.reason());
        json.put("status", refund.status());
        return Json.putNulls(json, "receipt_number", "source_transfer_reversal", "transfer_reversal");
    }

    private static Map<String, Object> destination() {
        return Map.of("reference_status", "pending", "reference_type", "acquirer_reference_number", "type", "refund");
    }

    private static String failureTransaction(Refund refund) {
        return "txn_f" + PaymentJson.suffix(refund.id());
    }
}
