package io.medicaledu.sandbox.stripe;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A refund (https://docs.stripe.com/api/refunds/object).
 *
 * @param amount in minor units
 * @param created Unix time in seconds
 */
public record Refund(
        String id,
        String paymentIntent,
        String charge,
        long amount,
        String currency,
        String status,
        @Nullable String reason,
        Map<String, String> metadata,
        long created)
        implements StripeObject {}
