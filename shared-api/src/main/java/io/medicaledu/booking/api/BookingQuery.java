package io.medicaledu.booking.api;

import io.medicaledu.identity.api.Caller;
import io.medicaledu.shared.PageRequest;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What can be known of bookings: by its student, its instructor, and admins. */
public sealed interface BookingQuery {

    /** Answers {@link BookingView}. */
    record FindBooking(UUID bookingId, Caller caller) implements BookingQuery {}

    /**
     * Answers a page of {@link BookingView}, newest first.
     *
     * @param from the session starts at or after
     * @param to the session starts before
     */
    record FindBookings(
            @Nullable BookingStatus status,
            @Nullable UUID courseId,
            @Nullable UUID slotId,
            @Nullable Instant from,
            @Nullable Instant to,
            Caller caller,
            PageRequest page)
            implements BookingQuery {}
}
