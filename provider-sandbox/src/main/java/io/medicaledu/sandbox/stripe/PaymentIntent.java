package io.medicaledu.sandbox.stripe;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A Payment Intent (https://docs.stripe.com/api/payment_intents/object). Amounts in minor units.
 *
 * @param status {@code requires_payment_method}, {@code processing}, {@code succeeded} or {@code canceled}
 * @param amountRefunded by refunds that succeeded; Stripe shows it at the charge; a refund locks and changes it here
 * @param amountPending of refunds that are still pending; null if there was never one
 * @param declineCode why the latest card was declined; null if it was not
 * @param failureCode why the latest bank debit failed; null if it did not
 * @param dispute the latest dispute; null if there was never one
 * @param created Unix time in seconds
 */
public record PaymentIntent(
        String id,
        String status,
        long amount,
        long amountReceived,
        long amountRefunded,
        @Nullable Long amountPending,
        String currency,
        @Nullable String description,
        Map<String, String> metadata,
        @Nullable String latestCharge,
        @Nullable String declineCode,
        @Nullable String failureCode,
        @Nullable String dispute,
        @Nullable Cancellation cancellation,
        long created)
        implements StripeObject {

    static final String UNPAID = "requires_payment_method";
    static final String PROCESSING = "processing";
    static final String SUCCEEDED = "succeeded";
    static final String CANCELED = "canceled";

    /**
     * Why and when it was canceled.
     *
     * @param reason as Stripe names it, e.g. {@code abandoned}
     * @param at Unix time in seconds
     */
    public record Cancellation(@Nullable String reason, long at) {}

    static PaymentIntent of(Session session, String id, long now) {
        return unpaid(
                id, session.amount(), session.currency(), session.intentDescription(), session.intentMetadata(), now);
    }

    /** Another one for the same thing, as a second tab or a second session makes it. */
    PaymentIntent again(String newId, long now) {
        return unpaid(newId, amount, currency, description, metadata, now);
    }

    private static PaymentIntent unpaid(
            String id,
            long amount,
            String currency,
            @Nullable String description,
            Map<String, String> metadata,
            long now) {
        return new PaymentIntent(
                id, UNPAID, amount, 0, 0, null, currency, description, metadata, null, null, null, null, null, now);
    }

    /** What can still be refunded. */
    long refundable() {
        return amountReceived - amountRefunded - pending();
    }

    private long pending() {
        return amountPending == null ? 0 : amountPending;
    }

    /** After an attempt to pay, or after news of it. */
    PaymentIntent charged(Charge charge) {
        PaymentIntentChange change = new PaymentIntentChange(this);
        change.latestCharge = charge.id();
        change.declineCode = charge.card().declineCode();
        change.failureCode = charge.failureCode();
        change.status = switch (charge.state()) {
            case SUCCEEDED -> SUCCEEDED;
            case PENDING -> PROCESSING;
            case FAILED -> UNPAID;
        };
        change.amountReceived = charge.isPaid() ? amount : 0;
        return change.made();
    }

    /** With more (or less, if negative) in refunds that succeeded and in refunds that are pending. */
    PaymentIntent refunded(long moreSucceeded, long morePending) {
        PaymentIntentChange change = new PaymentIntentChange(this);
        change.amountRefunded += moreSucceeded;
        change.amountPending = pending() + morePending;
        return change.made();
    }

    PaymentIntent disputed(Dispute by) {
        PaymentIntentChange change = new PaymentIntentChange(this);
        change.dispute = by.id();
        return change.made();
    }

    PaymentIntent canceled(@Nullable String reason, long now) {
        PaymentIntentChange change = new PaymentIntentChange(this);
        change.status = CANCELED;
        change.cancellation = new Cancellation(reason, now);
        return change.made();
    }
}
