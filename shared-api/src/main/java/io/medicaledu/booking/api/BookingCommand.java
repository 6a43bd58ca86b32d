package io.medicaledu.booking.api;

import io.medicaledu.payment.api.PaymentProvider;
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
     *     {@code own-slot}
     */
    record RequestBooking(
            @TargetAggregateIdentifier UUID bookingId, UUID slotId, UUID studentId, PaymentProvider provider)
            implements BookingCommand {}

    /**
     * Uses captured money for the booking: confirms it if it waits for payment, reinstates it if its seat can still be
     * had, and otherwise refunds the payment in full. Answers with {@link SettlementResult}; repeating it changes nothing.
     */
    record SettlePayment(@TargetAggregateIdentifier UUID bookingId, UUID paymentId, Money captured, Instant capturedAt)
            implements BookingCommand {}

    /** Cancels a booking that was not paid in time; changes nothing in any other state. */
    record ExpireHold(@TargetAggregateIdentifier UUID bookingId) implements BookingCommand {}

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

    /** What a request for a booking answers. */
    record BookingReceipt(
            UUID bookingId,
            BookingStatus status,
            Money amount,
            Money discount,
            @Nullable Instant holdExpiresAt) {}

    /** How captured money was used. */
    enum SettlementResult {
        /** The booking is confirmed by this payment, now or since an earlier time. */
        Used,
        /** The booking cannot use it; the payment is being refunded in full. */
        Refunded
    }

    /** @param refund what will be given back; zero if nothing */
    record CancellationResult(BookingStatus status, Money refund) {}
}
