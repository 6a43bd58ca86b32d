package io.medicaledu.sandbox.stripe;

import io.medicaledu.sandbox.SandboxUrls;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Writes objects in the shape that Stripe answers. */
@Component
class StripeObjects {

    private final SandboxUrls urls;

    StripeObjects(SandboxUrls urls) {
        this.urls = urls;
    }

    Map<String, @Nullable Object> of(Session session) {
        Map<String, @Nullable Object> json = object(session.id(), "checkout.session");
        json.put("amount_subtotal", session.amount());
        json.put("amount_total", session.amount());
        json.put("cancel_url", session.cancelUrl());
        json.put("client_reference_id", session.clientReferenceId());
        json.put("created", session.createdAt().getEpochSecond());
        json.put("currency", session.currency());
        json.put("customer_email", session.customerEmail());
        json.put("expires_at", session.expiresAt().getEpochSecond());
        json.put("livemode", false);
        json.put("metadata", session.metadata());
        json.put("mode", "payment");
        json.put("payment_intent", session.paymentIntent());
        json.put("payment_method_types", List.of("card"));
        json.put("payment_status", session.paymentStatus());
        json.put("status", session.status());
        json.put("success_url", session.successUrl());
        json.put("url", session.isOpen() ? urls.checkoutPage(session.id()) : null);
        return json;
    }

    Map<String, @Nullable Object> of(PaymentIntent intent) {
        Map<String, @Nullable Object> json = object(intent.id(), "payment_intent");
        json.put("amount", intent.amount());
        json.put("amount_capturable", 0);
        json.put("amount_received", intent.amountReceived());
        json.put("capture_method", "automatic_async");
        json.put("confirmation_method", "automatic");
        json.put("created", intent.createdAt().getEpochSecond());
        json.put("currency", intent.currency());
        json.put("last_payment_error", intent.declineCode() == null ? null : error(intent.declineCode(), intent));
        json.put("latest_charge", intent.charge());
        json.put("livemode", false);
        json.put("metadata", intent.metadata());
        json.put("payment_method_types", List.of("card"));
        json.put("status", intent.status());
        return json;
    }

    private static Map<String, @Nullable Object> error(String declineCode, PaymentIntent intent) {
        Map<String, @Nullable Object> error = new LinkedHashMap<>();
        error.put("type", "card_error");
        error.put("code", "card_declined");
        error.put("decline_code", declineCode);
        error.put("charge", intent.charge());
        error.put("message", "Your card was declined.");
        return error;
    }

    Map<String, @Nullable Object> charge(PaymentIntent intent) {
        boolean paid = intent.declineCode() == null;
        Map<String, @Nullable Object> json = object(String.valueOf(intent.charge()), "charge");
        json.put("amount", intent.amount());
        json.put("amount_captured", intent.amountReceived());
        json.put("amount_refunded", intent.amountRefunded());
        json.put("captured", paid);
        json.put("created", intent.createdAt().getEpochSecond());
        json.put("currency", intent.currency());
        json.put("failure_code", paid ? null : "card_declined");
        json.put("livemode", false);
        json.put("metadata", intent.metadata());
        json.put("paid", paid);
        json.put("payment_intent", intent.id());
        json.put("refunded", paid && intent.amountRefunded() == intent.amountReceived());
        json.put("status", paid ? "succeeded" : "failed");
        return json;
    }

    Map<String, @Nullable Object> of(Refund refund) {
        Map<String, @Nullable Object> json = object(refund.id(), "refund");
        json.put("amount", refund.amount());
        json.put("charge", refund.charge());
        json.put("created", refund.createdAt().getEpochSecond());
        json.put("currency", refund.currency());
        json.put("metadata", refund.metadata());
        json.put("payment_intent", refund.paymentIntent());
        json.put("reason", refund.reason());
        json.put("status", refund.status());
        return json;
    }

    /** A list that fits on one page. */
    Map<String, @Nullable Object> list(String url, List<Map<String, @Nullable Object>> items) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("object", "list");
        json.put("data", items);
        json.put("has_more", false);
        json.put("url", url);
        return json;
    }

    private static Map<String, @Nullable Object> object(String id, String type) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("id", id);
        json.put("object", type);
        return json;
    }
}
