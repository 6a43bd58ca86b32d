package io.medicaledu.payment.api;

import io.medicaledu.shared.Money;
import io.medicaledu.shared.PersonalData;
import java.time.Instant;
import java.util.UUID;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/** What can happen to a payment and its refunds. No card data and no provider secret is ever part of it. */
public sealed interface PaymentEvent {

    /** The payment. */
    UUID paymentId();

    /** The booking that is paid for. */
    UUID bookingId();

    /**
     * A payment is to be made; the provider is being asked for a checkout.
     *
     * @param amount what is to be paid
     * @param provider by whom it is paid
     * @param payUntil until when
     */
    @Revision("1")
    record PaymentStarted(
            UUID paymentId, UUID bookingId, UUID userId, Money amount, PaymentProvider provider, Instant payUntil)
            implements PaymentEvent {}

    /**
     * The provider has a page on which the student can pay.
     *
     * @param providerSessionId the provider's id of the checkout
     * @param checkoutUrl where the student pays
     */
    @Revision("1")
    record CheckoutOpened(UUID paymentId, UUID bookingId, String providerSessionId, String checkoutUrl)
            implements PaymentEvent {}

    /**
     * The provider refused for good to open a checkout; the payment is over.
     *
     * @param reason in the provider's words
     */
    @Revision("1")
    record CheckoutFailed(UUID paymentId, UUID bookingId, String reason) implements PaymentEvent {}

    /**
     * A card was declined; the student may try again.
     *
     * @param declineCode in the provider's words
     */
    @Revision("1")
    record PaymentDeclined(UUID paymentId, UUID bookingId, String declineCode) implements PaymentEvent {}

    /**
     * The payer has agreed, but the money is not there yet: a delayed method, or a capture under review.
     *
     * @param providerTransactionId the provider's id of what was paid, once there is one
     */
    @Revision("1")
    record PaymentProcessing(
            UUID paymentId, UUID bookingId, @Nullable String providerTransactionId) implements PaymentEvent {}

    /**
     * The payer has approved the order; the provider is being asked to capture it.
     *
     * @param attempt counts from 1; a declined capture may be followed by another approval
     */
    @Revision("1")
    record CaptureRequested(
            UUID paymentId, UUID bookingId, PaymentProvider provider, String providerSessionId, int attempt)
            implements PaymentEvent {}

    /**
     * The payer has paid what was asked for; the money is there.
     *
     * @param captured what was paid
     * @param capturedAt when, as the provider says
     */
    @Revision("2")
    record PaymentCaptured(
            UUID paymentId,
            UUID bookingId,
            UUID userId,
            String providerTransactionId,
            Money captured,
            Instant capturedAt,
            PaymentProvider provider)
            implements PaymentEvent {}

    /**
     * What was captured is not what was asked for: a person has to look, the booking is not confirmed.
     *
     * @param expected what was asked for
     * @param captured what was paid
     * @param reason what is wrong, e.g. {@code amount-differs}
     */
    @Revision("2")
    record PaymentFlagged(
            UUID paymentId,
            UUID bookingId,
            String providerTransactionId,
            Money expected,
            Money captured,
            String reason,
            PaymentProvider provider)
            implements PaymentEvent {}

    /**
     * The payment was paid once more, e.g. in a second tab. The refund of it follows at once.
     *
     * @param captured what was paid beyond the payment
     * @param capturedAt when, as the provider says
     */
    @Revision("1")
    record SurplusCaptured(
            UUID paymentId,
            UUID bookingId,
            UUID userId,
            PaymentProvider provider,
            String providerTransactionId,
            Money captured,
            Instant capturedAt)
            implements PaymentEvent {}

    /** Nothing is to be paid any more; money that still comes is late. */
    @Revision("1")
    record PaymentCancelled(UUID paymentId, UUID bookingId) implements PaymentEvent {}

    /** The provider is being asked to close a checkout that nobody should pay any more. */
    @Revision("1")
    record CheckoutClosing(UUID paymentId, UUID bookingId, PaymentProvider provider, String providerSessionId)
            implements PaymentEvent {}

    /** The provider's checkout cannot be paid any more. */
    @Revision("1")
    record CheckoutClosed(UUID paymentId, UUID bookingId) implements PaymentEvent {}

    /**
     * Money is to be given back; the provider is being asked to.
     *
     * @param refundId our id of the refund
     * @param amount what is to be given back
     * @param reason why
     */
    @Revision("1")
    record RefundRequested(
            UUID paymentId,
            UUID bookingId,
            UUID refundId,
            UUID userId,
            PaymentProvider provider,
            String providerTransactionId,
            Money amount,
            @PersonalData String reason)
            implements PaymentEvent {}

    /**
     * The provider has given the money back.
     *
     * @param providerRefundId the provider's id of the refund, if it told one
     * @param amount what was given back
     * @param totalRefunded of this payment, this refund included
     * @param fullyRefunded whether nothing is left of the payment
     */
    @Revision("1")
    record RefundSucceeded(
            UUID paymentId,
            UUID bookingId,
            UUID refundId,
            @Nullable String providerRefundId,
            Money amount,
            Money totalRefunded,
            boolean fullyRefunded)
            implements PaymentEvent {}

    /**
     * The provider could not give the money back; the money is still with us.
     *
     * @param amount what was not given back
     * @param reason in the provider's words
     * @param providerRefundId of the refund that failed; null in revision 1, and if the provider never made one
     */
    @Revision("2")
    record RefundFailed(
            UUID paymentId,
            UUID bookingId,
            UUID refundId,
            Money amount,
            String reason,
            @Nullable String providerRefundId)
            implements PaymentEvent {}

    /**
     * A refund that had succeeded came back, e.g. because the payer's account is closed. The money is with us again.
     *
     * @param amount what came back
     * @param totalRefunded of this payment, after this
     * @param reason in the provider's words
     */
    @Revision("1")
    record RefundReversed(
            UUID paymentId, UUID bookingId, UUID refundId, Money amount, Money totalRefunded, String reason)
            implements PaymentEvent {}

    /**
     * A refund that was made at the provider itself, e.g. in its dashboard.
     *
     * @param refundId derived from the provider's
     * @param amount what was given back
     * @param totalRefunded of this payment, this refund included
     * @param fullyRefunded whether nothing is left of the payment
     */
    @Revision("1")
    record ExternalRefundRecorded(
            UUID paymentId,
            UUID bookingId,
            UUID refundId,
            UUID userId,
            PaymentProvider provider,
            String providerTransactionId,
            String providerRefundId,
            Money amount,
            Money totalRefunded,
            boolean fullyRefunded)
            implements PaymentEvent {}

    /**
     * The payer disputes the payment, or a part of it; the provider holds the money back until it is decided.
     *
     * @param disputeId the provider's id of the dispute
     * @param amount what is disputed
     * @param reason in the provider's words
     * @param withdrawn what the provider had taken by then
     */
    @Revision("2")
    record DisputeOpened(
            UUID paymentId,
            UUID bookingId,
            PaymentProvider provider,
            String disputeId,
            String providerTransactionId,
            Money amount,
            String reason,
            Money withdrawn)
            implements PaymentEvent {}

    /**
     * The provider has taken money because of a dispute that is open.
     *
     * @param amount what it took now
     */
    @Revision("1")
    record DisputeFundsWithdrawn(
            UUID paymentId, UUID bookingId, PaymentProvider provider, String disputeId, Money amount)
            implements PaymentEvent {}

    /**
     * The provider has given back some of what it had taken because of a dispute that is still open.
     *
     * @param amount what it gave back now
     */
    @Revision("1")
    record DisputeFundsReinstated(
            UUID paymentId, UUID bookingId, PaymentProvider provider, String disputeId, Money amount)
            implements PaymentEvent {}

    /**
     * Money is owed back, but the provider holds it, or has taken it, because of a dispute. If it comes back, the
     * refund follows.
     *
     * @param refundId of the refund that will follow
     * @param amount what is owed
     * @param reason why it is owed
     */
    @Revision("1")
    record RefundWithheld(
            UUID paymentId,
            UUID bookingId,
            UUID refundId,
            Money amount,
            @PersonalData String reason) implements PaymentEvent {}

    /**
     * The dispute was decided for us; the money is back.
     *
     * @param amount what was disputed
     * @param withheld what the provider had held back until then; null in revision 1: what was said at the opening
     */
    @Revision("2")
    record DisputeWon(
            UUID paymentId,
            UUID bookingId,
            String disputeId,
            Money amount,
            @Nullable Money withheld) implements PaymentEvent {}

    /**
     * The dispute was decided for the payer, or for both in part; money is gone.
     *
     * @param amount what is lost; in revision 1 what was disputed, even if only a part of it was lost
     * @param withheld what the provider had held back until then: what is not lost is back; null in revision 1: what
     *     was said at the opening
     */
    @Revision("2")
    record DisputeLost(
            UUID paymentId,
            UUID bookingId,
            String disputeId,
            Money amount,
            @Nullable Money withheld) implements PaymentEvent {}

    /**
     * Money has moved because of a dispute after that was decided.
     *
     * @param lost what is lost now; zero if all is back
     * @param previouslyLost what was thought to be lost
     */
    @Revision("1")
    record DisputeLossCorrected(
            UUID paymentId,
            UUID bookingId,
            PaymentProvider provider,
            String disputeId,
            Money lost,
            Money previouslyLost)
            implements PaymentEvent {}
}
