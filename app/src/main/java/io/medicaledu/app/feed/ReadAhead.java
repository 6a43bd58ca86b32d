package io.medicaledu.app.feed;

import io.medicaledu.app.eventstore.EventCursor;
import io.medicaledu.app.eventstore.EventTail;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.jspecify.annotations.Nullable;

/** Reads and parses the next batch of old events while the one before is being handled. For one thread only. */
final class ReadAhead {

    private final EventTail tail;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("event-read-ahead").daemon().factory());
    private @Nullable Ahead ahead;

    private record Ahead(long position, int most, CompletableFuture<List<TrackedEventMessage<?>>> events) {}

    ReadAhead(EventTail tail) {
        this.tail = tail;
    }

    /** The next events after the position. */
    List<TrackedEventMessage<?>> after(long position, int most) {
        Ahead known = ahead;
        ahead = null;
        List<TrackedEventMessage<?>> events = known != null && known.position() == position && known.most() == most
                ? known.events().join()
                : tail.after(position, most);
        if (most > 1 && events.size() == most) {
            long next = EventCursor.position(events.getLast());
            ahead = new Ahead(next, most, CompletableFuture.supplyAsync(() -> parsed(next, most), thread));
        }
        return events;
    }

    private List<TrackedEventMessage<?>> parsed(long position, int most) {
        List<TrackedEventMessage<?>> events = tail.after(position, most);
        // Both are parsed when somebody asks for them first.
        events.forEach(event -> {
            event.getPayload();
            event.getMetaData();
        });
        return events;
    }
}
