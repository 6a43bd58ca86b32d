package io.medicaledu.payment.api;

import io.medicaledu.shared.Money;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A payment or a refund, as admins see it.
 *
 * @param refundOfPaymentId for a refund, the payment it gives back
 * @param refunded what was given back of this payment
 * @param disputeState {@code Open}, {@code Won} or {@code Lost}; null if it was never disputed
 * @param disputed what the provider holds back, or has taken after a lost dispute
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
        @Nullable Instant paidAt,
        Instant createdAt,
        Instant updatedAt,
        long version) {}
