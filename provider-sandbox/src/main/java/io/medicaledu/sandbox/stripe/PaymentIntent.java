package io.medicaledu.sandbox.stripe;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A Payment Intent with its latest charge (https://docs.stripe.com/api/payment_intents/object). */
record PaymentIntent(
        String id,
        long amount,
        long amountReceived,
        long amountRefunded,
        String currency,
        String status,
        Map<String, String> metadata,
        @Nullable String charge,
        @Nullable String declineCode,
        Instant createdAt) {

    PaymentIntent succeeded(String chargeId) {
        return new PaymentIntent(
                id, amount, amount, amountRefunded, currency, "succeeded", metadata, chargeId, null, createdAt);
    }

    PaymentIntent declined(String chargeId, String code) {
        return new PaymentIntent(
                id,
                amount,
                0,
                amountRefunded,
                currency,
                "requires_payment_method",
                metadata,
                chargeId,
                code,
                createdAt);
    }

    PaymentIntent refunded(long more) {
        return new PaymentIntent(
                id,
                amount,
                amountReceived,
                amountRefunded + more,
                currency,
                status,
                metadata,
                charge,
                declineCode,
                createdAt);
    }
}
