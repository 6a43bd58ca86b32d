package io.medicaledu.app.eventstore;

import java.util.Map;
import java.util.NavigableSet;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Which holes in the positions of the event store can still be filled. A position is drawn from a sequence before its
 * transaction commits, so that a reader may see 7 before 6. It must wait for 6, unless the transaction that drew it has
 * rolled back; and that is so once every transaction has ended that had begun when 7 was first seen. No clock takes
 * part: a transaction may last as long as it likes (docs/adr/0019).
 */
final class GapHorizons {

    /** By position: a transaction that began after all positions below had been drawn. */
    private final ConcurrentNavigableMap<Long, Long> horizons = new ConcurrentSkipListMap<>();

    /** Positions of events behind a hole. */
    private final NavigableSet<Long> blocked = new ConcurrentSkipListSet<>();

    private final AtomicLong settled = new AtomicLong();

    /** All that will ever be at or below the position is there. */
    void settledUpTo(long position) {
        settled.accumulateAndGet(position, Math::max);
    }

    /**
     * Whether what is missing below the position will be missing for ever.
     *
     * @param oldestRunning the oldest transaction that ran in the very snapshot in which it was missing
     */
    boolean areFinalBelow(long position, long oldestRunning) {
        if (position - 1 <= settled.get()) {
            return true;
        }
        Map.Entry<Long, Long> horizon = horizons.ceilingEntry(position);
        if (horizon == null || horizon.getValue() > oldestRunning) {
            blocked.add(position);
            return false;
        }
        horizons.headMap(horizon.getKey(), false).clear();
        return true;
    }

    /** Whether {@link #drawnBelow} was told of this position or a later one. */
    boolean isKnownBelow(long position) {
        return horizons.ceilingEntry(position) != null;
    }

    /** All positions below this one were drawn before the transaction began. */
    void drawnBelow(long position, long transaction) {
        horizons.put(position, transaction);
    }

    /** Whether a reader who has come to this position waits at a hole. */
    boolean isBlockedAfter(long position) {
        blocked.headSet(position, true).clear();
        return !blocked.isEmpty();
    }
}
