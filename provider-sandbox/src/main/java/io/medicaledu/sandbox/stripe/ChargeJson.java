package io.medicaledu.sandbox.stripe;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes charges in the shape of Stripe's API (https://docs.stripe.com/api/charges/object). */
public final class ChargeJson {

    static final String DEBIT_FAILED = "The customer's account has insufficient funds to cover this payment.";

    private ChargeJson() {}

    /** @param intent the charge's Payment Intent, which knows what was refunded and whether it is disputed */
    public static Map<String, @Nullable Object> of(Charge charge, PaymentIntent intent) {
        boolean paid = charge.isPaid();
        boolean captured = charge.state() != Charge.State.FAILED;
        long refunded = paid ? intent.amountRefunded() : 0;
        Map<String, @Nullable Object> json = Json.object(charge.id(), "charge");
        json.put("amount", charge.amount());
        json.put("amount_captured", captured ? charge.amount() : 0);
        json.put("amount_refunded", refunded);
        json.put("balance_transaction", paid ? "txn_" + PaymentJson.suffix(charge.id()) : null);
        json.put("billing_details", billingDetails());
        json.put("calculated_statement_descriptor", "MEDICALEDU SANDBOX");
        json.put("captured", captured);
        json.put("created", charge.created());
        json.put("currency", charge.currency());
        json.put("description", intent.description());
        json.put("disputed", paid && intent.dispute() != null);
        json.put("failure_code", captured ? null : failureCode(charge));
        json.put("failure_message", captured ? null : failureMessage(charge));
        json.put("fraud_details", Map.of());
        json.put("livemode", false);
        json.put("metadata", charge.metadata());
        json.put("outcome", outcome(charge));
        json.put("paid", paid);
        json.put("payment_intent", charge.paymentIntent());
        json.put("payment_method", PaymentJson.paymentMethod(charge.paymentIntent()));
        json.put("payment_method_details", method(charge));
        json.put("refunded", paid && refunded == charge.amount());
        json.put("status", charge.state().apiName());
        return Json.putNulls(
                json,
                "application",
                "application_fee",
                "application_fee_amount",
                "customer",
                "failure_balance_transaction",
                "on_behalf_of",
                "receipt_email",
                "receipt_number",
                "receipt_url",
                "review",
                "shipping",
                "source_transfer",
                "statement_descriptor",
                "statement_descriptor_suffix",
                "transfer_data",
                "transfer_group");
    }

    private static String failureCode(Charge charge) {
        String debit = charge.failureCode();
        return debit == null ? "card_declined" : debit;
    }

    private static String failureMessage(Charge charge) {
        return charge.card().isDelayed() ? DEBIT_FAILED : charge.card().message();
    }

    private static Map<String, @Nullable Object> billingDetails() {
        Map<String, @Nullable Object> details = new LinkedHashMap<>();
        details.put("address", Json.nulls("city", "country", "line1", "line2", "postal_code", "state"));
        return Json.putNulls(details, "email", "name", "phone", "tax_id");
    }

    private static Map<String, @Nullable Object> outcome(Charge charge) {
        boolean failed = charge.state() == Charge.State.FAILED;
        Map<String, @Nullable Object> outcome = new LinkedHashMap<>();
        outcome.put("network_decline_code", null);
        outcome.put("network_status", failed ? "declined_by_network" : "approved_by_network");
        outcome.put("reason", charge.card().declineCode());
        outcome.put("risk_level", charge.card().isDelayed() ? "not_assessed" : "normal");
        outcome.put("seller_message", failed ? failureMessage(charge) : "Payment complete.");
        outcome.put("type", failed ? "issuer_declined" : "authorized");
        return outcome;
    }

    private static Map<String, Object> method(Charge charge) {
        return charge.card().isDelayed()
                ? Map.of("sepa_debit", debit(charge), "type", "sepa_debit")
                : Map.of("card", card(charge), "type", "card");
    }

    private static Map<String, @Nullable Object> debit(Charge charge) {
        Map<String, @Nullable Object> debit = new LinkedHashMap<>();
        debit.put("bank_code", "37040044");
        debit.put("branch_code", "");
        debit.put("country", "DE");
        debit.put("fingerprint", "sandboxdebit3000");
        debit.put("last4", charge.card().lastFour());
        debit.put("mandate", "mandate_" + PaymentJson.suffix(charge.paymentIntent()));
        return debit;
    }

    private static Map<String, @Nullable Object> card(Charge charge) {
        Map<String, @Nullable Object> card = new LinkedHashMap<>();
        card.put("brand", "visa");
        card.put("country", "US");
        card.put("exp_month", 12);
        card.put("exp_year", 2034);
        card.put("funding", "credit");
        card.put("last4", charge.card().lastFour());
        card.put("network", "visa");
        return Json.putNulls(card, "installments", "mandate", "three_d_secure", "wallet");
    }
}
