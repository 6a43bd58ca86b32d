package io.medicaledu.sandbox.paypal;

import org.jspecify.annotations.Nullable;

/**
 * Money that goes back (https://developer.paypal.com/docs/api/payments/v2/#refunds); a reversal by PayPal is one, too.
 *
 * @param totalRefunded what had gone back of the capture with this one
 * @param createdAt Unix time in seconds, as {@code updatedAt}
 */
record Refund(
        String id,
        String captureId,
        Status status,
        Money amount,
        Money totalRefunded,
        @Nullable String customId,
        @Nullable String invoiceId,
        @Nullable String note,
        long createdAt,
        long updatedAt)
        implements PayPalObject {

    /** PayPal's own names. */
    enum Status {
        PENDING,
        COMPLETED,
        FAILED
    }

    Refund with(Status next, Money total, long now) {
        return new Refund(id, captureId, next, amount, total, customId, invoiceId, note, createdAt, now);
    }
}
