package io.medicaledu.scheduling.command;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** The bookings of a session, as its slot knows of them. */
public interface BookedSessions {

    /** Takes the bookings to the new time of their session, and lets each student decide anew. */
    void move(List<UUID> bookingIds, Instant start, Instant end);
}
