package io.medicaledu.booking.api;

import io.medicaledu.payment.api.PaymentProvider;
import io.medicaledu.shared.Edit;
import io.medicaledu.shared.Money;
import java.time.Instant;
import java.util.UUID;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** What can be asked of a booking. */
public sealed interface BookingCommand {

    UUID bookingId();

    /**
     * Holds a seat and creates the booking, in one transaction. Answers with {@link BookingReceipt}.
     *
     * @throws io.medicaledu.shared.Problem {@code not-found}, {@code slot-full}, {@code slot-closed},
     *     {@code course-not-published}, {@code course-full}, {@code already-booked}, {@code overlapping-booking},
     *     {@code own-slot}, {@code promo-code-unknown}, {@code promo-code-expired}, {@code promo-code-exhausted},
     *     {@code promo-code-not-applicable}, {@code amount-not-chargeable}, {@code too-many-unpaid-bookings}
     */
    record RequestBooking(
            @TargetAggregateIdentifier UUID bookingId,
            UUID slotId,
            UUID studentId,
            PaymentProvider provider,
            @Nullable String promoCode)
            implements BookingCommand {}

    /**
     * Moves a booking to another slot of the same course, as a new booking. What was paid is carried over; a difference
     * to be paid keeps the old booking as it is until the money is there. Answers with {@link BookingReceipt}.
     *
     * @throws io.medicaledu.shared.Problem as {@link RequestBooking}, {@code booking-state}, {@code other-course},
     *     {@code reschedule-too-late}, {@code reschedule-limit}
     */
    record RescheduleBooking(@TargetAggregateIdentifier UUID bookingId, UUID newBookingId, UUID slotId)
            implements BookingCommand {}

    /**
     * The session took place. By its instructor or an admin once it has begun, by the platform a day after its end.
     *
     * @throws io.medicaledu.shared.Problem {@code booking-state}, {@code forbidden}
     */
    record CompleteBooking(
            @TargetAggregateIdentifier UUID bookingId,
            @Nullable String meetingNotes) implements BookingCommand {}

    /**
     * The student did not come. By the instructor or an admin once the session has begun.
     *
     * @throws io.medicaledu.shared.Problem {@code booking-state}, {@code forbidden}
     */
    record MarkNoShow(@TargetAggregateIdentifier UUID bookingId) implements BookingCommand {}

    /**
     * Comes at the time to which the school has moved the session.
     *
     * @throws io.medicaledu.shared.Problem {@code booking-state} if it was not moved, or was accepted already
     */
    record AcceptMovedSession(@TargetAggregateIdentifier UUID bookingId) implements BookingCommand {}

    /**
     * Says where the session takes place, and what came of it.
     *
     * @throws io.medicaledu.shared.Problem {@code booking-state}, {@code forbidden}
     */
    record ArrangeMeeting(@TargetAggregateIdentifier UUID bookingId, Edit<String> meetingUrl, Edit<String> meetingNotes)
            implements BookingCommand {}

    /**
     * Cancels every booking to come of a student whose account has ended.
     *
     * @param reason decides on the refunds
     */
    record CancelBookingsOfStudent(
            @TargetAggregateIdentifier UUID bookingId, UUID studentId, CancellationReason reason, String note)
            implements BookingCommand {}

    /**
     * Takes a refunded booking from the enrollment it led to.
     *
     * @param paymentId the payment that was refunded in full; null if the booking was cancelled
     */
    record WithdrawBooking(
            @TargetAggregateIdentifier UUID bookingId,
            @Nullable UUID paymentId) implements BookingCommand {}

    /**
     * Uses captured money for the booking: confirms it if it waits for payment, reinstates it if its seat can still be
     * had, and otherwise refunds the payment in full. Answers with {@link SettlementResult}; repeating it changes nothing.
     */
    record SettlePayment(@TargetAggregateIdentifier UUID bookingId, UUID paymentId, Money captured, Instant capturedAt)
            implements BookingCommand {}

    /** Cancels a booking that was not paid in time; changes nothing in any other state. */
    record ExpireHold(@TargetAggregateIdentifier UUID bookingId) implements BookingCommand {}

    /** Cancels a booking that can never be paid; changes nothing in any other state than Pending. */
    record CancelUnpayable(@TargetAggregateIdentifier UUID bookingId) implements BookingCommand {}

    /**
     * Cancels on a person's demand; who it is (student, instructor, admin) decides about the refund. Answers with
     * {@link CancellationResult}.
     *
     * @throws io.medicaledu.shared.Problem {@code booking-state} if the booking is in a final state or has begun
     */
    record CancelBooking(
            @TargetAggregateIdentifier UUID bookingId,
            @Nullable String note) implements BookingCommand {}

    /** Cancels because the slot is gone; changes nothing if the booking is in a final state. */
    record CancelBookingOfSlot(@TargetAggregateIdentifier UUID bookingId) implements BookingCommand {}

    /**
     * What a request for a booking answers.
     *
     * @param holdExpiresAt until when it has to be paid; null if it is confirmed
     * @param refund what is given back, as it is cheaper than the booking before it; null if it replaces none
     * @param withheld what of that follows as far as a dispute about it ends in the platform's favour; null without refund
     */
    record BookingReceipt(
            UUID bookingId,
            BookingStatus status,
            Money amount,
            Money discount,
            @Nullable Instant holdExpiresAt,
            @Nullable Money refund,
            @Nullable Money withheld) {}

    /** How captured money was used. */
    enum SettlementResult {
        /** The booking is confirmed by this payment, now or since an earlier time. */
        Used,
        /** The booking cannot use it; the payment is being refunded in full. */
        Refunded
    }

    /**
     * @param refund what is being given back; zero if nothing
     * @param withheld what follows as far as a dispute about it ends in the platform's favour; zero if nothing is disputed
     */
    record CancellationResult(BookingStatus status, Money refund, Money withheld) {}
}
