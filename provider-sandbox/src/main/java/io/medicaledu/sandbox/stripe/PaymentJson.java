package io.medicaledu.sandbox.stripe;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes Payment Intents in the shape of Stripe's API. */
public final class PaymentJson {

    private PaymentJson() {}

    /** See https://docs.stripe.com/api/payment_intents/object. */
    public static Map<String, @Nullable Object> of(PaymentIntent intent) {
        Map<String, @Nullable Object> json = Json.object(intent.id(), "payment_intent");
        json.put("amount", intent.amount());
        json.put("amount_capturable", 0);
        json.put("amount_details", Map.of("tip", Map.of()));
        json.put("amount_received", intent.amountReceived());
        PaymentIntent.Cancellation cancellation = intent.cancellation();
        json.put("canceled_at", cancellation == null ? null : cancellation.at());
        json.put("cancellation_reason", cancellation == null ? null : cancellation.reason());
        json.put("capture_method", "automatic_async");
        json.put("client_secret", intent.id() + "_secret_sandbox");
        json.put("confirmation_method", "automatic");
        json.put("created", intent.created());
        json.put("currency", intent.currency());
        json.put("description", intent.description());
        json.put("last_payment_error", lastError(intent));
        json.put("latest_charge", intent.latestCharge());
        json.put("livemode", false);
        json.put("metadata", intent.metadata());
        json.put("payment_method", hasMethod(intent) ? paymentMethod(intent.id()) : null);
        json.put("payment_method_options", Map.of("card", Map.of("request_three_d_secure", "automatic")));
        json.put("payment_method_types", List.of("card", "sepa_debit"));
        json.put("status", intent.status());
        return Json.putNulls(
                json,
                "application",
                "application_fee_amount",
                "automatic_payment_methods",
                "customer",
                "next_action",
                "on_behalf_of",
                "processing",
                "receipt_email",
                "review",
                "setup_future_usage",
                "shipping",
                "statement_descriptor",
                "statement_descriptor_suffix",
                "transfer_data",
                "transfer_group");
    }

    private static boolean hasMethod(PaymentIntent intent) {
        return intent.amountReceived() > 0 || intent.status().equals(PaymentIntent.PROCESSING);
    }

    private static @Nullable Map<String, @Nullable Object> lastError(PaymentIntent intent) {
        String declineCode = intent.declineCode();
        if (declineCode == null) {
            return intent.failureCode() == null ? null : failedDebit(intent);
        }
        Map<String, @Nullable Object> error = new LinkedHashMap<>();
        error.put("charge", intent.latestCharge());
        error.put("code", "card_declined");
        error.put("decline_code", declineCode);
        error.put("doc_url", "https://stripe.com/docs/error-codes/card-declined");
        error.put("message", TestCard.declining(declineCode).message());
        error.put("type", "card_error");
        return error;
    }

    private static Map<String, @Nullable Object> failedDebit(PaymentIntent intent) {
        Map<String, @Nullable Object> error = new LinkedHashMap<>();
        error.put("charge", intent.latestCharge());
        error.put("code", intent.failureCode());
        error.put("message", ChargeJson.DEBIT_FAILED);
        error.put("type", "invalid_request_error");
        return error;
    }

    static String paymentMethod(String intentId) {
        return "pm_" + suffix(intentId);
    }

    static String suffix(String id) {
        return id.substring(id.indexOf('_') + 1);
    }
}
