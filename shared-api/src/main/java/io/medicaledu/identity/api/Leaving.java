package io.medicaledu.identity.api;

import io.medicaledu.shared.Problem;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of what is booked when an account ends, or its user is no longer an instructor.
 *
 * @param handOverTo the instructor who takes over all courses and sessions; null if nobody does
 * @param cancelBookings whether what is booked is cancelled and paid back in full. Null means the default: an instructor
 *     cannot leave while something is booked; the bookings of everybody else are cancelled
 */
public record Leaving(@Nullable UUID handOverTo, @Nullable Boolean cancelBookings) {

    /** Nothing was said about it. */
    public static final Leaving UNSAID = new Leaving(null, null);

    /** @throws Problem {@code validation} if both are asked for */
    public Leaving {
        if (handOverTo != null && Boolean.TRUE.equals(cancelBookings)) {
            throw Problem.invalid("cancelBookings", "must not be true if the courses are handed over");
        }
    }

    /** True if the sessions of an instructor are to be cancelled, whoever has booked them. */
    public boolean cancelsSessions() {
        return Boolean.TRUE.equals(cancelBookings);
    }

    /** True unless it says that the user's own bookings stay. */
    public boolean endsOwnBookings() {
        return !Boolean.FALSE.equals(cancelBookings);
    }
}
