package io.medicaledu.sandbox.stripe;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes disputes in the shape of Stripe's API (https://docs.stripe.com/api/disputes/object). */
public final class DisputeJson {

    /** What Stripe takes for a dispute, in minor units; it is not given back (https://docs.stripe.com/disputes). */
    private static final long FEE = 1_500;

    private static final long SECONDS_TO_RESPOND = Duration.ofDays(7).toSeconds();

    private DisputeJson() {}

    /** The dispute as it is before its money is withdrawn. */
    static Map<String, @Nullable Object> untouched(Dispute dispute) {
        Map<String, @Nullable Object> json = of(dispute);
        json.put("balance_transactions", List.of());
        return json;
    }

    /** The dispute with the movements of money that it has caused so far. */
    public static Map<String, @Nullable Object> of(Dispute dispute) {
        Map<String, @Nullable Object> json = Json.object(dispute.id(), "dispute");
        json.put("amount", dispute.amount());
        json.put("balance_transactions", movements(dispute));
        json.put("charge", dispute.charge());
        json.put("created", dispute.created());
        json.put("currency", dispute.currency());
        json.put("enhanced_eligibility_types", List.of());
        json.put("evidence", evidence());
        json.put("evidence_details", evidenceDetails(dispute));
        json.put("is_charge_refundable", dispute.refundable());
        json.put("livemode", false);
        json.put("metadata", Map.of());
        json.put("payment_intent", dispute.paymentIntent());
        if (dispute.isOfCard()) {
            json.put("payment_method_details", method(dispute));
        }
        json.put("reason", dispute.reason());
        json.put("status", dispute.status());
        return json;
    }

    private static List<Map<String, @Nullable Object>> movements(Dispute dispute) {
        List<Map<String, @Nullable Object>> movements = new ArrayList<>();
        if (dispute.withdrawn()) {
            movements.add(movement(dispute, "withdrawal", -dispute.amount(), FEE, dispute.created()));
        }
        if (dispute.reinstated() != null) {
            movements.add(movement(dispute, "reversal", dispute.reinstated(), 0, dispute.updated()));
        }
        return movements;
    }

    private static Map<String, @Nullable Object> movement(
            Dispute dispute, String what, long amount, long fee, long at) {
        boolean back = amount > 0;
        Map<String, @Nullable Object> json =
                Json.object("txn_" + (back ? "r" : "w") + PaymentJson.suffix(dispute.id()), "balance_transaction");
        json.put("amount", amount);
        json.put("available_on", at);
        json.put("balance_type", "payments");
        json.put("created", at);
        json.put("currency", dispute.currency());
        json.put("description", "Chargeback " + what + " for " + dispute.charge());
        json.put("exchange_rate", null);
        json.put("fee", fee);
        json.put("fee_details", fee == 0 ? List.of() : List.of(feeDetail(dispute, fee)));
        json.put("net", amount - fee);
        json.put("reporting_category", back ? "dispute_reversal" : "dispute");
        json.put("source", dispute.id());
        json.put("status", "available");
        json.put("type", "adjustment");
        return json;
    }

    private static Map<String, @Nullable Object> feeDetail(Dispute dispute, long fee) {
        Map<String, @Nullable Object> json = Json.nulls("application");
        json.put("amount", fee);
        json.put("currency", dispute.currency());
        json.put("description", "Dispute fee");
        json.put("type", "stripe_fee");
        return json;
    }

    private static Map<String, @Nullable Object> evidence() {
        Map<String, @Nullable Object> json = Json.nulls(
                "access_activity_log",
                "billing_address",
                "cancellation_policy",
                "cancellation_policy_disclosure",
                "cancellation_rebuttal",
                "customer_communication",
                "customer_email_address",
                "customer_name",
                "customer_purchase_ip",
                "customer_signature",
                "duplicate_charge_documentation",
                "duplicate_charge_explanation",
                "duplicate_charge_id",
                "product_description",
                "receipt",
                "refund_policy",
                "refund_policy_disclosure",
                "refund_refusal_explanation",
                "service_date",
                "service_documentation",
                "shipping_address",
                "shipping_carrier",
                "shipping_date",
                "shipping_documentation",
                "shipping_tracking_number",
                "uncategorized_file",
                "uncategorized_text");
        json.put("enhanced_evidence", Map.of());
        return json;
    }

    private static Map<String, @Nullable Object> evidenceDetails(Dispute dispute) {
        Map<String, @Nullable Object> json = Json.nulls();
        json.put("due_by", dispute.created() + SECONDS_TO_RESPOND);
        json.put("enhanced_eligibility", Map.of());
        json.put("has_evidence", false);
        json.put("past_due", false);
        json.put("submission_count", 0);
        return json;
    }

    private static Map<String, @Nullable Object> method(Dispute dispute) {
        Map<String, @Nullable Object> card = Json.nulls();
        card.put("brand", "visa");
        card.put("case_type", caseType(dispute));
        card.put("network", "visa");
        card.put("network_reason_code", "10.4");
        Map<String, @Nullable Object> json = Json.nulls();
        json.put("card", card);
        json.put("type", "card");
        return json;
    }

    private static String caseType(Dispute dispute) {
        if (dispute.isA(Dispute.PREVENTED)) {
            return "block";
        }
        return dispute.withdrawn() ? "chargeback" : "inquiry";
    }
}
