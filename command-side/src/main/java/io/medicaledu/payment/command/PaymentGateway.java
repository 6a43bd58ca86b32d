package io.medicaledu.payment.command;

import io.medicaledu.payment.api.PaymentProvider;
import io.medicaledu.shared.Money;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A payment provider, as the outbox sees it. Every call may be repeated: the same payment or refund id never charges or
 * refunds twice. A call whose outcome is not known, or that may work later, throws {@link ProviderUnavailableException}.
 */
public interface PaymentGateway {

    PaymentProvider provider();

    /** Whether the provider can charge exactly this amount in this currency. */
    boolean canCharge(Money amount);

    /** Whether it is neither less nor more than the provider charges at once; true for currencies that it does not take. */
    boolean isWithinLimits(Money amount);

    /** @throws ProviderRefusedException if the provider will never open it */
    Opening openCheckout(CheckoutRequest request);

    /** Makes sure that nobody can pay any more, and tells if somebody already has. */
    CheckoutState closeCheckout(UUID paymentId, String providerSessionId);

    /**
     * Takes the money of an order that the payer has approved.
     *
     * @param attempt which approval of it, counted from 1; repeated, it is the same call for the provider
     */
    CaptureState capture(UUID paymentId, String providerSessionId, int attempt);

    /**
     * Gives money back.
     *
     * @param firstAttempt if false, an earlier call may have had its effect already: then the refund is looked for first, as
     *     the provider remembers a repeated call for a time only
     * @throws ProviderRefusedException if the provider will never do it
     * @throws ProviderUnavailableException also if it cannot be told whether it was made, and asking again might double it
     */
    RefundState refund(RefundRequest request, boolean firstAttempt);

    /**
     * @param description what the payer reads on the provider's page
     * @param requestedAt when it was asked for first; repetitions have the same time
     * @param payUntil until when the seat is held; null if that is not known
     * @param correlationId goes with the payment and comes back with its webhooks, so that the story hangs together
     */
    record CheckoutRequest(
            UUID paymentId,
            UUID bookingId,
            Money amount,
            String description,
            Instant requestedAt,
            @Nullable Instant payUntil,
            @Nullable String correlationId) {}

    /** What came of opening a checkout. An earlier call may have opened it, long enough ago for it to be over. */
    sealed interface Opening {

        /** Its payer has been there, so there is nothing to open; the provider tells of the money itself. */
        record Completed() implements Opening {}

        /** Nobody has paid there, and nobody can any more. */
        record Over() implements Opening {}
    }

    /** @param url the hosted page on which the student pays */
    record Checkout(String providerSessionId, String url) implements Opening {}

    /** How a checkout ended. */
    sealed interface CheckoutState {

        record Closed() implements CheckoutState {}

        record Paid(String providerTransactionId, Money captured, Instant capturedAt) implements CheckoutState {}
    }

    /** How far a capture is at the provider. */
    sealed interface CaptureState {

        record Captured(String providerTransactionId, Money captured, Instant capturedAt) implements CaptureState {}

        /** The provider looks into it and tells later. */
        record Processing(@Nullable String providerTransactionId) implements CaptureState {}

        record Declined(String declineCode) implements CaptureState {}
    }

    /** @param requestedAt when the refund was asked for here; the provider was not asked before */
    record RefundRequest(
            UUID paymentId, UUID refundId, String providerTransactionId, Money amount, Instant requestedAt) {}

    /** How far a refund is at the provider. */
    sealed interface RefundState {

        record Succeeded(String providerRefundId) implements RefundState {}

        record Pending(String providerRefundId) implements RefundState {}

        /** @param providerRefundId null if the provider never made one */
        record Failed(@Nullable String reason, @Nullable String providerRefundId) implements RefundState {}
    }
}
