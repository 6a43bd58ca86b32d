package io.medicaledu.booking.api;

import io.medicaledu.catalog.api.CancellationPolicy;
import io.medicaledu.catalog.api.ReschedulePolicy;
import io.medicaledu.payment.api.PaymentProvider;
import io.medicaledu.shared.Money;
import io.medicaledu.shared.PersonalData;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/** What can happen to a booking. Times are UTC instants. */
public sealed interface BookingEvent {

    /** The booking. */
    UUID bookingId();

    /**
     * A student has asked for a seat, which is held until it is paid.
     *
     * @param studentId who comes
     * @param instructorId who holds the session
     * @param sessionStart when it begins
     * @param sessionEnd when it ends
     * @param listPrice the slot's price
     * @param discount what a promo code took off
     * @param amount what the booking costs: list price less discount
     * @param provider by whom it is paid
     * @param holdExpiresAt until when the seat is held
     * @param cancellationPolicy what a cancellation gives back
     * @param rescheduledFromBookingId the booking it replaces; null if none
     * @param carriedOver what was paid for that one already; null if nothing
     * @param moves how it may be moved, and what earlier moves have left; null before revision 3
     */
    @Revision("3")
    record BookingRequested(
            UUID bookingId,
            UUID studentId,
            UUID slotId,
            UUID courseId,
            UUID instructorId,
            Instant sessionStart,
            Instant sessionEnd,
            Money listPrice,
            Money discount,
            Money amount,
            PaymentProvider provider,
            Instant holdExpiresAt,
            CancellationPolicy cancellationPolicy,
            @Nullable UUID rescheduledFromBookingId,
            @Nullable Money carriedOver,
            @Nullable MoveTerms moves)
            implements BookingEvent {

        /** How it may be moved, whatever the revision. */
        public MoveTerms movesOrDefault() {
            return moves == null ? new MoveTerms(ReschedulePolicy.DEFAULT, 0, null) : moves;
        }

        /** The same, of a session at another time. */
        public BookingRequested at(Instant start, Instant end) {
            return new BookingRequested(
                    bookingId,
                    studentId,
                    slotId,
                    courseId,
                    instructorId,
                    start,
                    end,
                    listPrice,
                    discount,
                    amount,
                    provider,
                    holdExpiresAt,
                    cancellationPolicy,
                    rescheduledFromBookingId,
                    carriedOver,
                    moves);
        }

        /** What is still to be paid; never negative. */
        public Money due() {
            if (carriedOver == null) {
                return amount;
            }
            return amount.compareTo(carriedOver) > 0 ? amount.minus(carriedOver) : Money.zero(amount.currency());
        }
    }

    /**
     * A promo code was used for the booking.
     *
     * @param discount what it took off
     */
    @Revision("1")
    record PromoCodeRedeemed(UUID bookingId, UUID promoCodeId, Money discount) implements BookingEvent {}

    /** The promo code can be used once more. */
    @Revision("1")
    record PromoCodeReleased(UUID bookingId, UUID promoCodeId) implements BookingEvent {}

    /**
     * The booking is paid, or cost nothing: the seat is the student's.
     *
     * @param paymentId the payment that was waited for; null if nothing had to be paid
     * @param funding every payment that pays for it, those of an earlier booking included; null in revision 1
     */
    @Revision("2")
    record BookingConfirmed(
            UUID bookingId,
            UUID studentId,
            UUID courseId,
            @Nullable UUID paymentId,
            @Nullable List<Funding> funding) implements BookingEvent {}

    /** A payment that came after the booking had ended brought it back, as its seat was still free. */
    @Revision("1")
    record BookingReinstated(UUID bookingId, UUID studentId, UUID courseId, UUID paymentId) implements BookingEvent {}

    /**
     * The booking has ended before its session.
     *
     * @param reason by whom, and why
     * @param note what was said about it; null if nothing
     * @param paymentId the payment that confirmed it; null if nothing was paid
     * @param refund what is given back in all; zero if nothing
     * @param cancelledAt when
     * @param refunds what is given back of each payment
     * @param withheld what follows as far as a dispute about it ends in the platform's favour; null in revisions 1
     *     and 2
     */
    @Revision("3")
    record BookingCancelled(
            UUID bookingId,
            CancellationReason reason,
            @PersonalData @Nullable String note,
            @Nullable UUID paymentId,
            Money refund,
            Instant cancelledAt,
            List<Funding> refunds,
            @Nullable Money withheld)
            implements BookingEvent {}

    /**
     * The school has moved the session to another time.
     *
     * @param sessionStart when it begins now
     * @param sessionEnd when it ends now
     * @param formerStart when it was to start before
     * @param decideUntil until then the student may cancel or choose another slot with everything back
     */
    @Revision("1")
    record SessionMoved(
            UUID bookingId, Instant sessionStart, Instant sessionEnd, Instant formerStart, Instant decideUntil)
            implements BookingEvent {}

    /**
     * The student comes at the new time; the booking's own policy holds again.
     *
     * @param acceptedAt when
     */
    @Revision("1")
    record MovedSessionAccepted(UUID bookingId, Instant acceptedAt) implements BookingEvent {}

    /**
     * A dearer slot is wanted instead; this booking stays as it is until the difference is paid.
     *
     * @param newBookingId the booking that is to replace it
     */
    @Revision("1")
    record RescheduleStarted(UUID bookingId, UUID newBookingId) implements BookingEvent {}

    /** The difference was not paid; this booking stays. */
    @Revision("1")
    record RescheduleAbandoned(UUID bookingId, UUID newBookingId) implements BookingEvent {}

    /**
     * Another booking has taken the place of this one.
     *
     * @param refunds what is given back, as the other one is cheaper
     * @param rescheduledAt when
     * @param withheld what follows as far as a dispute about it ends in the platform's favour; null in revision 1
     */
    @Revision("2")
    record BookingRescheduled(
            UUID bookingId,
            UUID newBookingId,
            List<Funding> refunds,
            Instant rescheduledAt,
            @Nullable Money withheld) implements BookingEvent {}

    /**
     * The session has taken place with the student: the instructor says so, or a day has passed.
     *
     * @param completedAt when
     */
    @Revision("1")
    record BookingCompleted(UUID bookingId, UUID studentId, UUID courseId, Instant completedAt)
            implements BookingEvent {}

    /**
     * The instructor says that the student did not come.
     *
     * @param markedAt when
     */
    @Revision("1")
    record BookingMarkedNoShow(UUID bookingId, Instant markedAt) implements BookingEvent {}

    /**
     * The instructor says how to join the session.
     *
     * @param meetingUrl null if there is none
     * @param meetingNotes null if there are none
     * @param changesUrl whether the address is another one than before
     */
    @Revision("2")
    record MeetingArranged(
            UUID bookingId,
            @Nullable String meetingUrl,
            @PersonalData @Nullable String meetingNotes,
            boolean changesUrl)
            implements BookingEvent {}
}
