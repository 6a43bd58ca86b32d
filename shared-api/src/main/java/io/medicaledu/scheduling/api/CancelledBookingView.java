package io.medicaledu.scheduling.api;

import io.medicaledu.shared.Money;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A booking of a cancelled slot.
 *
 * @param ordinal its place in the order of booking
 * @param studentId null until the booking can be read
 * @param refundState null if nothing was paid, or nothing is owed yet
 * @param amount what is given back; null if nothing
 * @param error why a refund failed
 */
public record CancelledBookingView(
        UUID bookingId,
        UUID slotId,
        int ordinal,
        @Nullable UUID studentId,
        State state,
        @Nullable RefundState refundState,
        @Nullable Money amount,
        @Nullable String error) {

    /** What has become of the booking. */
    public enum State {
        /** Still to be cancelled. */
        Remaining,
        /** Cancelled. */
        Cancelled,
        /** Ended in another way before it could be cancelled, e.g. moved to another slot. */
        OtherwiseEnded
    }

    /** How its refund stands. */
    public enum RefundState {
        /** Owed; the provider has not told the result yet. */
        Pending,
        /** Given back. */
        Succeeded,
        /** The provider refused it: a person has to look. */
        Failed,
        /** The payment had been given back before. */
        NotNeeded
    }
}
