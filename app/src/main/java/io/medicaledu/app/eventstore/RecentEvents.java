package io.medicaledu.app.eventstore;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.jspecify.annotations.Nullable;

/**
 * The newest events, without a hole, in memory: written by one thread, read by all processors. An event is filed under
 * its position, so none of them may be upcast into several.
 */
final class RecentEvents {

    private final int capacity;
    private final NavigableMap<Long, TrackedEventMessage<?>> events = new ConcurrentSkipListMap<>();
    private volatile long start = Long.MAX_VALUE;
    private volatile long end;
    private int size;

    RecentEvents(int capacity) {
        this.capacity = capacity;
    }

    /** Holds what is added from now on. */
    void startAfter(long position) {
        events.clear();
        size = 0;
        end = position;
        start = position;
    }

    void add(long position, TrackedEventMessage<?> event) {
        boolean isNew = events.put(position, event) == null;
        end = position;
        if (isNew && ++size > capacity) {
            // Who is at this position must look for it elsewhere before it is gone.
            start = events.firstKey();
            events.pollFirstEntry();
            size--;
        }
    }

    /** Whether everything after the position is here. To be asked again after {@link #after}: its answer may be old. */
    boolean covers(long position) {
        return position >= start;
    }

    /** The first event after the position; null if there is none yet. */
    @Nullable
    TrackedEventMessage<?> after(long position) {
        Map.Entry<Long, TrackedEventMessage<?>> next = events.higherEntry(position);
        return next == null ? null : next.getValue();
    }

    /** The next events after the position, in their order. */
    List<TrackedEventMessage<?>> after(long position, int most) {
        List<TrackedEventMessage<?>> next = new ArrayList<>();
        for (TrackedEventMessage<?> event : events.tailMap(position, false).values()) {
            if (next.size() == most) {
                break;
            }
            next.add(event);
        }
        return next;
    }

    /** The position of the newest. */
    long end() {
        return end;
    }
}
