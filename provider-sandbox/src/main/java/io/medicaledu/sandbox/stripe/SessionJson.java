package io.medicaledu.sandbox.stripe;

import io.medicaledu.sandbox.SandboxUrls;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Writes Checkout Sessions in the shape of Stripe's API (https://docs.stripe.com/api/checkout/sessions/object). */
@Component
public class SessionJson {

    private final SandboxUrls urls;

    SessionJson(SandboxUrls urls) {
        this.urls = urls;
    }

    /** The session as the API and events show it; it has a page only while it is open. */
    public Map<String, @Nullable Object> of(Session session) {
        Map<String, @Nullable Object> json = Json.object(session.id(), "checkout.session");
        json.put("amount_subtotal", session.amount());
        json.put("amount_total", session.amount());
        json.put("automatic_tax", automaticTax());
        json.put("cancel_url", session.cancelUrl());
        json.put("client_reference_id", session.clientReferenceId());
        json.put("created", session.created());
        json.put("currency", session.currency());
        json.put("custom_fields", List.of());
        json.put(
                "custom_text", Json.nulls("after_submit", "shipping_address", "submit", "terms_of_service_acceptance"));
        json.put("customer_creation", "if_required");
        json.put("customer_details", customerDetails(session));
        json.put("customer_email", session.customerEmail());
        json.put("discounts", List.of());
        json.put("expires_at", session.expiresAt());
        json.put("livemode", false);
        json.put("metadata", session.metadata());
        json.put("mode", "payment");
        json.put("payment_intent", session.paymentIntent());
        json.put("payment_method_collection", "if_required");
        json.put("payment_method_options", Map.of("card", Map.of("request_three_d_secure", "automatic")));
        json.put("payment_method_types", List.of("card", "sepa_debit"));
        json.put("payment_status", session.isPaid() ? "paid" : "unpaid");
        json.put("phone_number_collection", Map.of("enabled", false));
        json.put("shipping_options", List.of());
        json.put("status", session.status());
        json.put("success_url", session.successUrl());
        json.put("total_details", Map.of("amount_discount", 0, "amount_shipping", 0, "amount_tax", 0));
        json.put("ui_mode", "hosted_page");
        json.put("url", session.isOpen() ? urls.checkoutPage(session.id()) : null);
        return Json.putNulls(
                json,
                "after_expiration",
                "allow_promotion_codes",
                "billing_address_collection",
                "client_secret",
                "consent",
                "consent_collection",
                "currency_conversion",
                "customer",
                "invoice",
                "locale",
                "payment_link",
                "recovered_from",
                "setup_intent",
                "shipping_cost",
                "submit_type",
                "subscription");
    }

    private static Map<String, @Nullable Object> automaticTax() {
        Map<String, @Nullable Object> tax = new LinkedHashMap<>();
        tax.put("enabled", false);
        return Json.putNulls(tax, "liability", "provider", "status");
    }

    private static @Nullable Map<String, @Nullable Object> customerDetails(Session session) {
        if (session.customerEmail() == null && !session.isComplete()) {
            return null;
        }
        Map<String, @Nullable Object> details = new LinkedHashMap<>();
        details.put("email", session.customerEmail());
        details.put("tax_exempt", "none");
        return Json.putNulls(details, "address", "name", "phone", "tax_ids");
    }
}
