package io.medicaledu.booking.api;

import io.medicaledu.catalog.api.CancellationPolicy;
import io.medicaledu.payment.api.PaymentProvider;
import io.medicaledu.shared.Money;
import java.time.Instant;
import java.util.UUID;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/** What can happen to a booking. Times are UTC instants. */
public sealed interface BookingEvent {

    UUID bookingId();

    /**
     * @param listPrice the slot's price
     * @param discount what a promo code took off
     * @param amount what is to be paid: list price less discount
     */
    @Revision("1")
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
            CancellationPolicy cancellationPolicy)
            implements BookingEvent {}

    /** @param paymentId null if nothing had to be paid */
    @Revision("1")
    record BookingConfirmed(
            UUID bookingId,
            UUID studentId,
            UUID courseId,
            @Nullable UUID paymentId) implements BookingEvent {}

    /** A payment that came after the booking had ended brought it back, as its seat was still free. */
    @Revision("1")
    record BookingReinstated(UUID bookingId, UUID studentId, UUID courseId, UUID paymentId) implements BookingEvent {}

    /**
     * @param paymentId the payment to refund; null if nothing was paid
     * @param refund what is to be given back; zero if nothing
     */
    @Revision("1")
    record BookingCancelled(
            UUID bookingId,
            CancellationReason reason,
            @Nullable String note,
            @Nullable UUID paymentId,
            Money refund,
            Instant cancelledAt)
            implements BookingEvent {}
}
