package io.medicaledu.booking.saga;

import io.medicaledu.shared.saga.Story;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Which bookings wait for their payment, and until when: what {@link BookingPaymentSaga} has to remember. */
interface WaitingBookings {

    /** Waits for the payment until the hold ends. */
    void add(UUID bookingId, UUID paymentId, Instant holdExpiresAt, Story story);

    /**
     * Waits no longer.
     *
     * @return the payment that was waited for; empty if nothing was
     */
    Optional<UUID> remove(UUID bookingId);
}
