package io.medicaledu.sandbox.paypal;

import com.fasterxml.jackson.annotation.JsonIgnore;
import org.jspecify.annotations.Nullable;

/**
 * Money taken for an order (https://developer.paypal.com/docs/api/payments/v2/#captures).
 *
 * @param refunded what went back: refunds that are completed, and a reversal
 * @param refunding refunds that are pending
 * @param disputed what disputes hold, or have taken for good; null if there was never one
 * @param createdAt Unix time in seconds, as {@code updatedAt}
 */
record Capture(
        String id,
        String orderId,
        Status status,
        Money amount,
        Money refunded,
        Money refunding,
        @Nullable Money disputed,
        @Nullable String customId,
        @Nullable String invoiceId,
        long createdAt,
        long updatedAt)
        implements PayPalObject {

    /** PayPal's own names. */
    enum Status {
        COMPLETED,
        DECLINED,
        PARTIALLY_REFUNDED,
        PENDING,
        REFUNDED
    }

    static Capture of(Order order, String id, Status status, long now) {
        Money zero = Money.zero(order.amount().currency());
        return new Capture(
                id,
                order.id(),
                status,
                order.amount(),
                zero,
                zero,
                null,
                order.customId(),
                order.invoiceId(),
                now,
                now);
    }

    /** What can still be refunded. */
    @JsonIgnore
    Money remaining() {
        Money left = amount.minus(refunded).minus(refunding);
        return disputed == null ? left : left.minus(disputed);
    }

    boolean hasDispute() {
        return disputed != null && !disputed.isZero();
    }

    /** True if the account has or had its money. */
    @JsonIgnore
    boolean isPaid() {
        return status != Status.PENDING && status != Status.DECLINED;
    }

    Capture with(Status next, long now) {
        return new Capture(
                id, orderId, next, amount, refunded, refunding, disputed, customId, invoiceId, createdAt, now);
    }

    /** @param more what is disputed beside what was before; negative if it is free again */
    Capture disputed(Money more, long now) {
        return new Capture(
                id,
                orderId,
                status,
                amount,
                refunded,
                refunding,
                disputed == null ? more : disputed.plus(more),
                customId,
                invoiceId,
                createdAt,
                now);
    }

    /** As it is once the refunds stand like this. */
    Capture refunds(Money completed, Money pending, long now) {
        Status next;
        if (completed.isZero()) {
            next = Status.COMPLETED;
        } else {
            next = completed.equals(amount) ? Status.REFUNDED : Status.PARTIALLY_REFUNDED;
        }
        return new Capture(
                id, orderId, next, amount, completed, pending, disputed, customId, invoiceId, createdAt, now);
    }
}
