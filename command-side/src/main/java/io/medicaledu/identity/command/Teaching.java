package io.medicaledu.identity.command;

import io.medicaledu.identity.api.Leaving;
import io.medicaledu.shared.Problem;
import java.util.UUID;

/** The courses and sessions of instructors, as accounts know of them. */
public interface Teaching {

    /**
     * Sees to it that nobody waits for an instructor who is no longer there: hands everything over, or cancels what is to
     * come, as it was said. What is not handed over is no longer published.
     *
     * @throws Problem {@code instructor-has-bookings} if sessions are booked and nothing was said of them; {@code
     *     not-an-instructor}, {@code slot-overlap}, {@code own-slot} if nobody can take them over
     */
    void end(UUID instructorId, Leaving leaving);
}
