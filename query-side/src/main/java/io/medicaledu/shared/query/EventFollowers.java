package io.medicaledu.shared.query;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who follows the event stream (projections, process managers, notices), and how far each of them is, on any node. */
public interface EventFollowers {

    /**
     * How far one of them is.
     *
     * @param position of the last event that it has handled; 0 before the first
     * @param running whether this node works on it
     * @param replaying whether it handles old events before it goes with the others
     * @param error why it cannot handle an event; null if nothing is wrong
     * @param parked events up to the position that it has not handled all the same
     */
    record Progress(
            String name,
            long position,
            boolean running,
            boolean replaying,
            @Nullable String error,
            long parked) {}

    /** All of them, by name. */
    List<Progress> all();

    /**
     * The position that all of the named have reached: what they have handled can be seen in the database.
     *
     * @throws IllegalArgumentException if one of them does not exist
     */
    long reached(Collection<String> names);

    /** Whether all of the named have reached the position, at the latest when the time is over. */
    boolean awaitReached(Collection<String> names, long position, Duration longest) throws InterruptedException;
}
