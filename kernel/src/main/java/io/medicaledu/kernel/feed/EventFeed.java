package io.medicaledu.kernel.feed;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All events in the order of their positions. It ends below the first position that a running transaction may still fill:
 * who goes on from where they were misses nothing and gets nothing twice.
 */
public interface EventFeed {

    /** @param json as the feed's readers see it */
    record Event(long position, String eventId, String type, Instant occurredAt, String json) {}

    /** @param position up to here the feed was looked through */
    record Part(List<Event> events, long position) {}

    /**
     * The next events after the position.
     *
     * @param types null means all
     */
    Part after(long position, @Nullable List<String> types, int most);

    /** The position up to which it is complete now. */
    long end();

    /** Calls the listener whenever there are new events. It must not block. */
    void onNews(Runnable listener);
}
