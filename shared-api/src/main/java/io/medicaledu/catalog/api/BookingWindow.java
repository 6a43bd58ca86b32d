package io.medicaledu.catalog.api;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which slots can be booked at a moment, by their start; both ends included.
 *
 * @param latest null if there is no end
 */
public record BookingWindow(Instant earliest, @Nullable Instant latest) {

    /** True if it is too late to book a slot that starts then. */
    public boolean isTooSoon(Instant start) {
        return start.isBefore(earliest);
    }

    /** True if it is too early to book a slot that starts then. */
    public boolean isTooFar(Instant start) {
        return latest != null && start.isAfter(latest);
    }
}
