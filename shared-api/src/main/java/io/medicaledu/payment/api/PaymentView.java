package io.medicaledu.payment.api;

import io.medicaledu.shared.Money;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A payment or a refund, as admins see it.
 *
 * @param refundOfPaymentId for a refund, the payment it gives back
 * @param refunded what was given back of this payment
 * @param disputeState of all its disputes together: {@code Open} if one is open, else {@code Lost} if one is lost, else
 *     {@code Won}; null if it was never disputed
 * @param disputed what is held back by open disputes, and what is gone by lost ones
 * @param disputes each of its disputes, in the order in which they were told of
 * @param refundActor who caused the refund: a user's id, or the name of a process if no user did
 * @param isFlagged whether a person has to look at it
 */
public record PaymentView(
        UUID paymentId,
        UUID bookingId,
        UUID userId,
        @Nullable UUID refundOfPaymentId,
        PaymentStatus status,
        PaymentProvider provider,
        @Nullable String providerTransactionId,
        Money amount,
        Money refunded,
        @Nullable String refundReason,
        @Nullable String refundActor,
        @Nullable String declineCode,
        boolean isFlagged,
        @Nullable String flagReason,
        @Nullable String disputeState,
        Money disputed,
        List<DisputeView> disputes,
        @Nullable Instant paidAt,
        Instant createdAt,
        Instant updatedAt,
        long version) {}
