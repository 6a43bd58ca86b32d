package io.medicaledu.scheduling.command;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The bookings of a session, as its slot knows of them. */
public interface BookedSessions {

    /** Takes the bookings to the new time of their session, and lets each student decide anew. */
    void move(List<UUID> bookingIds, Instant start, Instant end);

    /**
     * Tells where the session of the bookings takes place. Who has got another address than the others keeps it.
     *
     * @param former where it was to take place; null if that was not known
     * @param url null if that is not known any more
     */
    void meetAt(List<UUID> bookingIds, @Nullable String former, @Nullable String url);
}
