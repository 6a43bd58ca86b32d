package io.medicaledu.sandbox.paypal;

import com.fasterxml.jackson.annotation.JsonIgnore;
import org.jspecify.annotations.Nullable;

/**
 * An order with one purchase unit (https://developer.paypal.com/docs/api/orders/v2/).
 *
 * @param amount to be paid
 * @param payPalSource true if it was created with {@code payment_source.paypal}; its links and first status differ
 * @param outcome what comes of its capture, by the payer's choice on the page
 * @param createdAt Unix time in seconds, as the other times
 * @param expiresAt when an order that is not captured ends
 */
public record Order(
        String id,
        Status status,
        String referenceId,
        @Nullable String customId,
        @Nullable String invoiceId,
        @Nullable String description,
        @Nullable String softDescriptor,
        Money amount,
        boolean payPalSource,
        @Nullable String returnUrl,
        @Nullable String cancelUrl,
        @Nullable Outcome outcome,
        long createdAt,
        long updatedAt,
        long expiresAt)
        implements PayPalObject {

    /** PayPal's own names. */
    public enum Status {
        CREATED,
        PAYER_ACTION_REQUIRED,
        APPROVED,
        COMPLETED,
        VOIDED
    }

    /** What comes of the capture. */
    public enum Outcome {
        COMPLETED,
        PENDING,
        DECLINED
    }

    /** True if it can still be approved or captured. */
    @JsonIgnore
    public boolean isOpen() {
        return status != Status.COMPLETED && status != Status.VOIDED;
    }

    /** True if the payer must approve it first, again after a decline. */
    @JsonIgnore
    public boolean needsApproval() {
        return isOpen() && (outcome == null || outcome == Outcome.DECLINED);
    }

    @JsonIgnore
    boolean isApproved() {
        return outcome != null;
    }

    Order with(Status next, long now) {
        return approved(next, outcome, now, expiresAt);
    }

    Order approved(Outcome chosen, long now, long until) {
        return approved(Status.APPROVED, chosen, now, until);
    }

    private Order approved(Status next, @Nullable Outcome chosen, long now, long until) {
        return new Order(
                id,
                next,
                referenceId,
                customId,
                invoiceId,
                description,
                softDescriptor,
                amount,
                payPalSource,
                returnUrl,
                cancelUrl,
                chosen,
                createdAt,
                now,
                until);
    }

    /** The same purchase once more, approved; without the invoice, which PayPal takes money for once. */
    Order again(String newId, long now, long until) {
        return new Order(
                newId,
                Status.APPROVED,
                referenceId,
                customId,
                null,
                description,
                softDescriptor,
                amount,
                payPalSource,
                returnUrl,
                cancelUrl,
                Outcome.COMPLETED,
                now,
                now,
                until);
    }
}
