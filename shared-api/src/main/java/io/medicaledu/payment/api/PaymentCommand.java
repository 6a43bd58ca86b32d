package io.medicaledu.payment.api;

import io.medicaledu.shared.Money;
import java.time.Instant;
import java.util.UUID;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/**
 * What can be asked of a payment. Except for {@link RequestRefund}, whose caller is a person, all of them come from
 * sagas, webhooks and the outbox: they may come twice or late, and then change nothing.
 */
public sealed interface PaymentCommand {

    UUID paymentId();

    /** Starts the payment of a booking and queues the opening of the provider's checkout, in one transaction. */
    record StartPayment(
            @TargetAggregateIdentifier UUID paymentId,
            UUID bookingId,
            UUID userId,
            Money amount,
            PaymentProvider provider,
            Instant payUntil)
            implements PaymentCommand {}

    /** The provider has opened a hosted checkout. */
    record RecordCheckoutOpened(@TargetAggregateIdentifier UUID paymentId, String providerSessionId, String checkoutUrl)
            implements PaymentCommand {}

    /** The provider says that money was captured. */
    record RecordCapture(
            @TargetAggregateIdentifier UUID paymentId, String providerTransactionId, Money captured, Instant capturedAt)
            implements PaymentCommand {}

    /** The provider says that the payer has agreed, and that the money will follow. */
    record RecordProcessing(
            @TargetAggregateIdentifier UUID paymentId,
            @Nullable String providerTransactionId) implements PaymentCommand {}

    /** The payer has approved an order that has to be captured; queues the capture in the same transaction. */
    record RecordApproval(@TargetAggregateIdentifier UUID paymentId, String providerSessionId)
            implements PaymentCommand {}

    /** The provider says that an attempt to pay was declined. */
    record RecordDecline(@TargetAggregateIdentifier UUID paymentId, String declineCode) implements PaymentCommand {}

    /** Nothing is to be paid any more: closes the provider's checkout unless money was captured. */
    record CancelPayment(@TargetAggregateIdentifier UUID paymentId) implements PaymentCommand {}

    /** The provider's checkout can no longer be paid. */
    record RecordCheckoutClosed(@TargetAggregateIdentifier UUID paymentId) implements PaymentCommand {}

    /** The provider refused for good to open a checkout. */
    record RecordCheckoutFailed(@TargetAggregateIdentifier UUID paymentId, String reason) implements PaymentCommand {}

    /**
     * Gives money back; queues the provider call in the same transaction.
     *
     * @param refundId repeated, the command changes nothing
     * @throws io.medicaledu.shared.Problem {@code refund-exceeds-captured}, {@code refund-currency}, {@code refund-amount}
     */
    record RequestRefund(@TargetAggregateIdentifier UUID paymentId, UUID refundId, Money amount, String reason)
            implements PaymentCommand {}

    /**
     * Gives the amount back, or as much of it as has not been given back already; never refuses.
     *
     * @param refundId repeated, the command changes nothing
     */
    record RefundRemainder(@TargetAggregateIdentifier UUID paymentId, UUID refundId, Money amount, String reason)
            implements PaymentCommand {}

    /** Asks the provider how a refund stands that has not been heard of for long. */
    record CheckRefund(@TargetAggregateIdentifier UUID paymentId, UUID refundId) implements PaymentCommand {}

    /** The provider has refunded. */
    record RecordRefundSucceeded(
            @TargetAggregateIdentifier UUID paymentId,
            UUID refundId,
            @Nullable String providerRefundId) implements PaymentCommand {}

    /**
     * The provider has refused or could not carry out a refund; or one that had succeeded came back.
     *
     * @param providerRefundId null if the provider never made one
     */
    record RecordRefundFailed(
            @TargetAggregateIdentifier UUID paymentId,
            UUID refundId,
            String reason,
            @Nullable String providerRefundId) implements PaymentCommand {}

    /** The provider tells of a refund that was not asked for here. */
    record RecordExternalRefund(
            @TargetAggregateIdentifier UUID paymentId,
            String providerTransactionId,
            String providerRefundId,
            Money amount)
            implements PaymentCommand {}

    /**
     * The provider tells of a dispute and how it stands.
     *
     * @param amount what is disputed; if {@code funds} is null and it is lost, what is lost of it
     * @param funds what it has done to our money; null if the provider does not tell: then all is taken as long as it is
     *     open, and back once it is won
     */
    record RecordDispute(
            @TargetAggregateIdentifier UUID paymentId,
            String disputeId,
            String providerTransactionId,
            Money amount,
            String reason,
            DisputeState state,
            @Nullable DisputeFunds funds)
            implements PaymentCommand {}

    /**
     * The money that a dispute has moved so far, all of it together. Neither ever gets less, so of two tellings the one
     * with less is the older, in whatever order they come; unless they only say what follows from how the dispute stands
     * now.
     *
     * @param withdrawn what the provider has taken
     * @param reinstated what of it the provider has given back
     * @param isStanding whether only what is kept counts, whatever was told before, as no single movements are known
     */
    record DisputeFunds(Money withdrawn, Money reinstated, boolean isStanding) {

        /** By the movements themselves. */
        public DisputeFunds(Money withdrawn, Money reinstated) {
            this(withdrawn, reinstated, false);
        }

        /** By how the dispute stands now, read just before. */
        public static DisputeFunds standing(Money withdrawn, Money reinstated) {
            return new DisputeFunds(withdrawn, reinstated, true);
        }

        /** What the provider keeps. */
        public Money kept() {
            return withdrawn.minus(reinstated);
        }
    }

    /** How a dispute stands; a decided one is never open again. */
    enum DisputeState {
        Open,
        /** All the money is with us. */
        Won,
        /** Money is gone, be it only a part of what was disputed. */
        Lost
    }
}
