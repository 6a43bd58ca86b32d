package io.medicaledu.app.eventstore;

import java.util.Iterator;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.jspecify.annotations.Nullable;

/** One processor's place in the event stream: among the recent events, or further behind, in the store. */
public final class EventCursor implements BlockingStream<TrackedEventMessage<?>> {

    private final EventStorageEngine engine;
    private final RecentEvents recent;
    private final Consumer<EventCursor> onClose;
    private final Semaphore news = new Semaphore(0);
    private @Nullable TrackingToken token;
    private @Nullable TrackedEventMessage<?> peeked;
    private @Nullable Stream<? extends TrackedEventMessage<?>> stored;
    private @Nullable Iterator<? extends TrackedEventMessage<?>> storedEvents;
    private volatile boolean behind;
    private volatile @Nullable Runnable callback;

    EventCursor(
            EventStorageEngine engine,
            RecentEvents recent,
            @Nullable TrackingToken token,
            Consumer<EventCursor> onClose) {
        this.engine = engine;
        this.recent = recent;
        this.token = token;
        this.onClose = onClose;
    }

    /** The position of the last event that the token covers; 0 before the first. */
    public static long position(@Nullable TrackingToken token) {
        return token == null ? 0 : token.position().orElse(0);
    }

    /** Where the event is in the stream. */
    public static long position(TrackedEventMessage<?> event) {
        return position(event.trackingToken());
    }

    /** There may be something new. */
    void wake() {
        news.release();
        Runnable known = callback;
        if (known != null) {
            known.run();
        }
    }

    /** Whether it has read all of the store, but a hole keeps it from the recent events. */
    boolean isBehind() {
        return behind;
    }

    @Override
    public boolean setOnAvailableCallback(Runnable onAvailable) {
        callback = onAvailable;
        return true;
    }

    @Override
    public Optional<TrackedEventMessage<?>> peek() {
        if (peeked == null) {
            peeked = next();
        }
        return Optional.ofNullable(peeked);
    }

    @Override
    public boolean hasNextAvailable(int timeout, TimeUnit unit) throws InterruptedException {
        long deadline = System.nanoTime() + unit.toNanos(timeout);
        while (peek().isEmpty()) {
            long left = deadline - System.nanoTime();
            if (left <= 0) {
                return false;
            }
            if (news.tryAcquire(left, TimeUnit.NANOSECONDS)) {
                news.drainPermits();
            }
        }
        return true;
    }

    @Override
    public TrackedEventMessage<?> nextAvailable() throws InterruptedException {
        while (true) {
            TrackedEventMessage<?> event = peek().orElse(null);
            if (event != null) {
                peeked = null;
                return event;
            }
            hasNextAvailable(1, TimeUnit.HOURS);
        }
    }

    private @Nullable TrackedEventMessage<?> next() {
        while (true) {
            if (storedEvents != null) {
                if (storedEvents.hasNext()) {
                    return moveTo(storedEvents.next());
                }
                closeStored();
                behind = !recent.covers(position(token));
                if (behind) {
                    return null;
                }
            }
            if (recent.covers(position(token))) {
                TrackedEventMessage<?> event = recent.after(position(token));
                if (recent.covers(position(token))) {
                    return event == null ? null : moveTo(event);
                }
            }
            stored = engine.readEvents(token, false);
            storedEvents = stored.iterator();
        }
    }

    private TrackedEventMessage<?> moveTo(TrackedEventMessage<?> event) {
        token = event.trackingToken();
        return event;
    }

    private void closeStored() {
        if (stored != null) {
            stored.close();
        }
        stored = null;
        storedEvents = null;
    }

    @Override
    public void close() {
        onClose.accept(this);
        closeStored();
    }
}
