package io.medicaledu.payment.api;

import io.medicaledu.shared.Money;
import java.time.Instant;
import java.util.UUID;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/** What can happen to a payment and its refunds. No card data and no provider secret is ever part of it. */
public sealed interface PaymentEvent {

    UUID paymentId();

    UUID bookingId();

    @Revision("1")
    record PaymentStarted(
            UUID paymentId, UUID bookingId, UUID userId, Money amount, PaymentProvider provider, Instant payUntil)
            implements PaymentEvent {}

    @Revision("1")
    record CheckoutOpened(UUID paymentId, UUID bookingId, String providerSessionId, String checkoutUrl)
            implements PaymentEvent {}

    /** The provider refused for good to open a checkout; the payment is over. */
    @Revision("1")
    record CheckoutFailed(UUID paymentId, UUID bookingId, String reason) implements PaymentEvent {}

    /** A card was declined; the student may try again. */
    @Revision("1")
    record PaymentDeclined(UUID paymentId, UUID bookingId, String declineCode) implements PaymentEvent {}

    @Revision("1")
    record PaymentCaptured(
            UUID paymentId,
            UUID bookingId,
            UUID userId,
            String providerTransactionId,
            Money captured,
            Instant capturedAt)
            implements PaymentEvent {}

    /** What was captured is not what was asked for: a person has to look, the booking is not confirmed. */
    @Revision("1")
    record PaymentFlagged(
            UUID paymentId, UUID bookingId, String providerTransactionId, Money expected, Money captured, String reason)
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

    @Revision("1")
    record RefundRequested(
            UUID paymentId,
            UUID bookingId,
            UUID refundId,
            UUID userId,
            PaymentProvider provider,
            String providerTransactionId,
            Money amount,
            String reason)
            implements PaymentEvent {}

    /** @param totalRefunded of this payment, this refund included */
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

    @Revision("1")
    record RefundFailed(UUID paymentId, UUID bookingId, UUID refundId, Money amount, String reason)
            implements PaymentEvent {}
}
