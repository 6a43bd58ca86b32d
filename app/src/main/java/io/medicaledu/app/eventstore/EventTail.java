package io.medicaledu.app.eventstore;

import io.medicaledu.audit.query.SettledEvents;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.GapAwareTrackingToken;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.messaging.StreamableMessageSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * The event stream as processors follow it. One thread reads what is new, keeps it for all of them, and wakes them; who is
 * further behind reads from the store. Nobody gets an event before those with lower positions.
 */
@Component
public class EventTail implements StreamableMessageSource<TrackedEventMessage<?>>, SettledEvents, SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(EventTail.class);

    private static final int RECENT = 4_096;
    /** Other nodes do not tell when they have written something. */
    private static final Duration PAUSE = Duration.ofMillis(100);

    private static final Duration PAUSE_AT_HOLE = Duration.ofMillis(2);
    private static final Duration PAUSE_AFTER_ERROR = Duration.ofSeconds(1);

    private final EventStorageEngine engine;
    private final GapHorizons gaps;
    private final RecentEvents recent = new RecentEvents(RECENT);
    private final Set<EventCursor> cursors = ConcurrentHashMap.newKeySet();
    private final Semaphore news = new Semaphore(0);
    private volatile boolean running;
    private @Nullable Thread reader;

    EventTail(EventStorageEngine engine, GapHorizons gaps) {
        this.engine = engine;
        this.gaps = gaps;
    }

    @Override
    public BlockingStream<TrackedEventMessage<?>> openStream(@Nullable TrackingToken trackingToken) {
        EventCursor cursor = new EventCursor(engine, recent, trackingToken, cursors::remove);
        cursors.add(cursor);
        return cursor;
    }

    /** Something was committed. */
    void wake() {
        news.release();
    }

    @Override
    public long settledPosition() {
        return recent.end();
    }

    private void follow() {
        @Nullable TrackingToken token = null;
        Duration pause = Duration.ZERO;
        try {
            while (running) {
                if (news.tryAcquire(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                    news.drainPermits();
                }
                try {
                    token = token == null ? startBeforeHead() : readOn(token);
                    pause = gaps.isBlockedAfter(recent.end()) ? PAUSE_AT_HOLE : PAUSE;
                } catch (RuntimeException e) {
                    LOG.warn("New events could not be read; trying again", e);
                    pause = PAUSE_AFTER_ERROR;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Not at the head: a transaction of another node may still fill a hole a little before it. */
    private TrackingToken startBeforeHead() {
        long start = Math.max(EventCursor.position(engine.createHeadToken()) - RECENT, 0);
        recent.startAfter(start);
        return readOn(GapAwareTrackingToken.newInstance(start, List.of()));
    }

    private TrackingToken readOn(TrackingToken token) {
        TrackingToken last = token;
        try (Stream<? extends TrackedEventMessage<?>> events = engine.readEvents(token, false)) {
            for (Iterator<? extends TrackedEventMessage<?>> each = events.iterator(); each.hasNext(); ) {
                TrackedEventMessage<?> event = each.next();
                last = event.trackingToken();
                recent.add(EventCursor.position(last), event);
            }
        }
        boolean found = !last.equals(token);
        cursors.stream().filter(cursor -> found || cursor.isBehind()).forEach(EventCursor::wake);
        return last;
    }

    @Override
    public @Nullable TrackingToken createTailToken() {
        return engine.createTailToken();
    }

    @Override
    public @Nullable TrackingToken createHeadToken() {
        return engine.createHeadToken();
    }

    @Override
    public @Nullable TrackingToken createTokenAt(Instant dateTime) {
        return engine.createTokenAt(dateTime);
    }

    @Override
    public @Nullable TrackingToken createTokenSince(Duration duration) {
        return createTokenAt(GenericEventMessage.clock.instant().minus(duration));
    }

    @Override
    public void start() {
        running = true;
        reader = Thread.ofPlatform().name("event-tail").daemon().start(this::follow);
    }

    @Override
    public void stop() {
        running = false;
        if (reader != null) {
            reader.interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
