package io.medicaledu.shared.query;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Events that a follower of the stream could not handle. Each parks the later events of its aggregate for this follower, and
 * nothing else; it is tried again more and more rarely.
 */
public interface DeadLetters {

    /**
     * An event that is parked.
     *
     * @param position of the event in the feed
     * @param aggregateId whose later events wait behind it
     * @param attempts how often it has failed; 0 if it waits behind another one
     * @param error why it failed; null if it waits behind another one
     * @param nextAttemptAt null if it waits behind another one
     */
    record Letter(
            String follower,
            long position,
            String aggregateId,
            String eventType,
            String eventId,
            Instant occurredAt,
            Instant parkedAt,
            int attempts,
            @Nullable String error,
            @Nullable Instant nextAttemptAt) {}

    /** An event that somebody has given up for a follower. */
    record Dropped(
            String follower,
            long position,
            String aggregateId,
            String eventType,
            String eventId,
            Instant occurredAt,
            @Nullable String error,
            String reason,
            String droppedBy,
            Instant droppedAt) {}

    /**
     * Those that are parked, by follower and position.
     *
     * @param follower null for all
     * @param after the last one of the page before; null for the first page
     */
    List<Letter> parked(@Nullable String follower, @Nullable Key after, int most);

    /** Where a page ends. */
    record Key(String follower, long position) {}

    /** Those that were given up, in the same way. */
    List<Dropped> dropped(@Nullable String follower, @Nullable Key after, int most);

    Optional<Letter> find(String follower, long position);

    /** Tries the one that its aggregate waits for at once. */
    void retry(String follower, long position);

    /**
     * Gives it up; what waits behind it goes on. Nothing happens if it is not there any more.
     *
     * @return false if its follower is just about to park it
     */
    boolean drop(String follower, long position, String reason, String by);
}
