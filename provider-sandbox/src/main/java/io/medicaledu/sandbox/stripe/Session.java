package io.medicaledu.sandbox.stripe;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A Checkout Session (https://docs.stripe.com/api/checkout/sessions/object).
 *
 * @param status {@code open}, {@code complete} or {@code expired}
 * @param funded whether the money of a complete one is there; null means that it is, false that the bank has not paid (yet)
 * @param paymentIntent made by the first attempt to pay
 * @param intentMetadata what the Payment Intent and its charges will carry
 * @param created Unix time in seconds
 * @param expiresAt Unix time in seconds
 */
public record Session(
        String id,
        String status,
        @Nullable Boolean funded,
        @Nullable String paymentIntent,
        String currency,
        List<LineItem> lineItems,
        @Nullable String clientReferenceId,
        @Nullable String customerEmail,
        Map<String, String> metadata,
        Map<String, String> intentMetadata,
        @Nullable String intentDescription,
        String successUrl,
        @Nullable String cancelUrl,
        long created,
        long expiresAt)
        implements StripeObject {

    static final String OPEN = "open";
    static final String COMPLETE = "complete";
    static final String EXPIRED = "expired";

    /** True while it can be paid. */
    @JsonIgnore
    public boolean isOpen() {
        return status.equals(OPEN);
    }

    /** True once its customer has done what there was to do. */
    @JsonIgnore
    public boolean isComplete() {
        return status.equals(COMPLETE);
    }

    /** True once the money is there. */
    @JsonIgnore
    public boolean isPaid() {
        return isComplete() && !Boolean.FALSE.equals(funded);
    }

    /** What is to be paid, in minor units. */
    public long amount() {
        return lineItems.stream().mapToLong(LineItem::amount).sum();
    }

    Session with(String newStatus, @Nullable String intent) {
        return with(newStatus, funded, intent);
    }

    /** Complete; paid or not (yet). */
    Session completed(boolean nowFunded, @Nullable String intent) {
        return with(COMPLETE, nowFunded, intent);
    }

    private Session with(String newStatus, @Nullable Boolean nowFunded, @Nullable String intent) {
        return new Session(
                id,
                newStatus,
                nowFunded,
                intent,
                currency,
                lineItems,
                clientReferenceId,
                customerEmail,
                metadata,
                intentMetadata,
                intentDescription,
                successUrl,
                cancelUrl,
                created,
                expiresAt);
    }
}
