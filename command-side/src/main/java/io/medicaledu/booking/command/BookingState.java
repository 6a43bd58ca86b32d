package io.medicaledu.booking.command;

import io.medicaledu.booking.api.BookingStatus;
import io.medicaledu.booking.api.CancellationReason;
import io.medicaledu.booking.api.Funding;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What has become of a booking (seed: BookingStatus), with what matters in that state alone. */
sealed interface BookingState {

    BookingStatus status();

    /** Null if it has never been confirmed. */
    @Nullable
    Confirmation confirmation();

    /**
     * @param paymentId the payment that was waited for; null if nothing had to be paid
     * @param funding all that has paid for the booking
     */
    record Confirmation(@Nullable UUID paymentId, List<Funding> funding) {}

    /** Holds its seat until it is paid. */
    record Pending() implements BookingState {

        @Override
        public BookingStatus status() {
            return BookingStatus.Pending;
        }

        @Override
        public @Nullable Confirmation confirmation() {
            return null;
        }
    }

    record Confirmed(Confirmation confirmation) implements BookingState {

        @Override
        public BookingStatus status() {
            return BookingStatus.Confirmed;
        }
    }

    /** The session is over, held or missed, or the booking has gone on as another one. */
    record Ended(BookingStatus status, @Nullable Confirmation confirmation) implements BookingState {}

    record Cancelled(@Nullable Confirmation confirmation, CancellationReason reason, Instant at)
            implements BookingState {

        @Override
        public BookingStatus status() {
            return BookingStatus.Cancelled;
        }

        /**
         * Late money brings a booking back only if the hold had run out or the student had cancelled before paying. Whoever
         * cancelled after paying wanted the money back, and an instructor's or admin's word stands.
         */
        private boolean mayComeBack(Instant capturedAt) {
            return switch (reason) {
                case HoldExpired, CheckoutFailed -> true;
                case ByStudent -> capturedAt.isAfter(at);
                case ByInstructor, ByAdmin, SlotCancelled -> false;
            };
        }
    }

    /** How a captured payment can be used in a state. */
    enum Settlement {
        NOTHING_TO_DO,
        CONFIRM,
        REINSTATE,
        REFUND
    }

    /** @param replacesAnother whether another booking was to end when this one is confirmed; it does not come back */
    default Settlement settlementOf(UUID payment, Instant capturedAt, boolean replacesAnother) {
        if (payment.equals(paymentId())) {
            return Settlement.NOTHING_TO_DO;
        }
        return switch (this) {
            case Pending pending -> Settlement.CONFIRM;
            case Cancelled cancelled ->
                !replacesAnother && cancelled.mayComeBack(capturedAt) ? Settlement.REINSTATE : Settlement.REFUND;
            case Confirmed confirmed -> Settlement.REFUND;
            case Ended ended -> Settlement.REFUND;
        };
    }

    default @Nullable UUID paymentId() {
        Confirmation confirmation = confirmation();
        return confirmation == null ? null : confirmation.paymentId();
    }

    /** All that has paid for the booking, the oldest first. */
    default List<Funding> funding() {
        Confirmation confirmation = confirmation();
        return confirmation == null ? List.of() : confirmation.funding();
    }

    default boolean isPending() {
        return this instanceof Pending;
    }

    default boolean isConfirmed() {
        return this instanceof Confirmed;
    }

    /** Whether it has its seat. */
    default boolean isActive() {
        return isPending() || isConfirmed();
    }
}
