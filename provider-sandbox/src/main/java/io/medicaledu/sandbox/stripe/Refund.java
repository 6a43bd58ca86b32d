package io.medicaledu.sandbox.stripe;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A refund (https://docs.stripe.com/api/refunds/object). */
record Refund(
        String id,
        String paymentIntent,
        String charge,
        long amount,
        String currency,
        String status,
        @Nullable String reason,
        Map<String, String> metadata,
        Instant createdAt) {}
