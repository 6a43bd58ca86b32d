package io.medicaledu.sandbox.stripe;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A refund (https://docs.stripe.com/api/refunds/object).
 *
 * @param amount in minor units
 * @param status {@code pending}, {@code succeeded} or {@code failed}
 * @param created Unix time in seconds
 * @param failureReason why it failed; null if it did not
 * @param later what will come of it by itself; null if nothing will
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
        long created,
        @Nullable String failureReason,
        @Nullable Later later)
        implements StripeObject {

    static final String PENDING = "pending";
    static final String SUCCEEDED = "succeeded";
    static final String FAILED = "failed";

    /**
     * What will come of it by itself.
     *
     * @param status which it will have
     * @param at Unix time in seconds
     */
    public record Later(String status, long at) {}

    boolean isA(String wanted) {
        return status.equals(wanted);
    }

    Refund settled(String newStatus, @Nullable String why) {
        return new Refund(id, paymentIntent, charge, amount, currency, newStatus, reason, metadata, created, why, null);
    }
}
