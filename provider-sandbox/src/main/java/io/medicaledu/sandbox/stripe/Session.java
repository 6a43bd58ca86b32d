package io.medicaledu.sandbox.stripe;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A Checkout Session (https://docs.stripe.com/api/checkout/sessions/object). Amounts in minor units. */
record Session(
        String id,
        String status,
        String paymentStatus,
        @Nullable String paymentIntent,
        long amount,
        String currency,
        String productName,
        @Nullable String clientReferenceId,
        @Nullable String customerEmail,
        Map<String, String> metadata,
        Map<String, String> intentMetadata,
        @Nullable String successUrl,
        @Nullable String cancelUrl,
        Instant createdAt,
        Instant expiresAt) {

    boolean isOpen() {
        return status.equals("open");
    }

    Session with(String newStatus, String newPaymentStatus, @Nullable String intent) {
        return new Session(
                id,
                newStatus,
                newPaymentStatus,
                intent,
                amount,
                currency,
                productName,
                clientReferenceId,
                customerEmail,
                metadata,
                intentMetadata,
                successUrl,
                cancelUrl,
                createdAt,
                expiresAt);
    }
}
