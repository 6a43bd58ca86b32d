package io.medicaledu.booking.command;

import io.medicaledu.booking.api.BookingEvent.BookingRequested;
import io.medicaledu.booking.api.CancellationReason;
import io.medicaledu.booking.api.Funding;
import io.medicaledu.booking.api.MoveTerms;
import io.medicaledu.shared.Money;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a student's own decisions bring back at most: by the booking's policy, of what is still paid, and never more than
 * cancelling would have brought at the time of an earlier move. What the school cancels is given back in full, as is a
 * session that it has moved, until the student has decided.
 *
 * @param decideUntil until when a student decides on a session that was moved; null if there is nothing to decide
 */
record RefundLimit(
        BookingRequested terms,
        BookingState state,
        @Nullable Instant decideUntil) {

    /** True if there is none: the school has moved the session, and the student has not decided yet. */
    boolean isNone(Instant now) {
        return decideUntil != null && now.isBefore(decideUntil);
    }

    /** What of the payments a cancellation gives back. */
    List<Funding> owed(CancellationReason reason, List<Funding> stillPaid, Instant now) {
        return reason == CancellationReason.ByStudent && !isNone(now)
                ? Funding.last(stillPaid, refundOnCancelling(stillPaid, now))
                : stillPaid;
    }

    /** @param stillPaid what has paid for the booking and was not refunded yet */
    Money refundOnCancelling(List<Funding> stillPaid, Instant now) {
        Money paid = Funding.total(stillPaid, terms.amount().currency());
        Money byPolicy = terms.cancellationPolicy().refundOf(paid, now, terms.sessionStart());
        Money most = most();
        return most == null ? byPolicy : byPolicy.min(most);
    }

    /**
     * What a move to another slot gives back and leaves.
     *
     * @param price what the booking in its place costs
     * @param bySchool whether the school moves it; then it is as if the student had kept every notice
     */
    Move move(List<Funding> stillPaid, Money price, boolean bySchool, Instant now) {
        Money paid = Funding.total(stillPaid, price.currency());
        if (isNone(now)) {
            return Move.freely(paid, price);
        }
        Money most = most();
        Money limit = bySchool ? most == null ? paid : most.min(paid) : refundOnCancelling(stillPaid, now);
        Money difference = paid.minus(price).max(Money.zero(price.currency())).min(limit);
        return new Move(difference, most == null && paid.equals(limit) ? null : limit.minus(difference));
    }

    /**
     * @param difference what is given back as the new slot is cheaper
     * @param refundable what can still be given back later of what was paid so far; null means all
     */
    record Move(Money difference, @Nullable Money refundable) {

        /** From a session that the school has moved: as if it had been cancelled, and the new one booked. */
        static Move freely(Money paid, Money price) {
            return new Move(paid.minus(price).max(Money.zero(price.currency())), null);
        }

        MoveTerms after(MoveTerms before, boolean counts) {
            return new MoveTerms(before.policy(), before.made() + (counts ? 1 : 0), refundable);
        }
    }

    /** Null if no move has set a limit. What was paid for this booking itself comes on top. */
    private @Nullable Money most() {
        Money carried = terms.movesOrDefault().refundable();
        return carried == null || state.paymentId() == null ? carried : carried.plus(terms.due());
    }
}
