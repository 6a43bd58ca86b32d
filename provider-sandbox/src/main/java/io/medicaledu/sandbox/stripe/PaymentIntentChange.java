package io.medicaledu.sandbox.stripe;

import org.jspecify.annotations.Nullable;

/** A copy of a Payment Intent with some fields changed. */
final class PaymentIntentChange {

    String status;
    long amountReceived;
    long amountRefunded;

    @Nullable
    Long amountPending;

    @Nullable
    String latestCharge;

    @Nullable
    String declineCode;

    @Nullable
    String failureCode;

    @Nullable
    String dispute;

    PaymentIntent.@Nullable Cancellation cancellation;

    private final PaymentIntent before;

    PaymentIntentChange(PaymentIntent before) {
        this.before = before;
        this.status = before.status();
        this.amountReceived = before.amountReceived();
        this.amountRefunded = before.amountRefunded();
        this.amountPending = before.amountPending();
        this.latestCharge = before.latestCharge();
        this.declineCode = before.declineCode();
        this.failureCode = before.failureCode();
        this.dispute = before.dispute();
        this.cancellation = before.cancellation();
    }

    PaymentIntent made() {
        return new PaymentIntent(
                before.id(),
                status,
                before.amount(),
                amountReceived,
                amountRefunded,
                amountPending,
                before.currency(),
                before.description(),
                before.metadata(),
                latestCharge,
                declineCode,
                failureCode,
                dispute,
                cancellation,
                before.created());
    }
}
