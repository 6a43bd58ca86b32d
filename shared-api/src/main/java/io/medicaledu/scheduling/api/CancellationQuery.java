package io.medicaledu.scheduling.api;

import io.medicaledu.identity.api.Caller;
import io.medicaledu.shared.PageRequest;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What can be known of cancelled slots and series, by their instructor and by admins. */
public sealed interface CancellationQuery {

    UUID id();

    Scope scope();

    Caller caller();

    /** What was cancelled. */
    enum Scope {
        Slot,
        Series
    }

    /** Answers {@link CancellationView}; {@code not-found} if it was not cancelled. */
    record FindCancellation(Scope scope, UUID id, Caller caller) implements CancellationQuery {}

    /**
     * Answers a page of {@link CancelledBookingView} in the order of booking.
     *
     * @param refundState only those whose refund stands so
     */
    record FindCancelledBookings(
            Scope scope,
            UUID id,
            CancelledBookingView.@Nullable RefundState refundState,
            Caller caller,
            PageRequest page)
            implements CancellationQuery {}
}
