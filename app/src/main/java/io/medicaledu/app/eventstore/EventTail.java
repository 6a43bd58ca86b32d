package io.medicaledu.app.eventstore;

import io.medicaledu.audit.query.EventNews;
import io.medicaledu.audit.query.SettledEvents;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.DomainEventMessage;
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
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The newest part of the event stream, in memory, for all who follow it on this node. What this node commits comes
 * straight from memory; what other nodes commit, and what is missing in between, is read from the store by one thread.
 * Nobody gets an event before those with lower positions.
 */
@Component
public class EventTail
        implements StreamableMessageSource<TrackedEventMessage<?>>, SettledEvents, EventNews, SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(EventTail.class);

    private static final int RECENT = 4_096;
    private static final int AT_START = 256;
    /** How long other nodes' events can stay unseen if nobody tells of them. */
    private static final Duration PAUSE = Duration.ofSeconds(1);
    /** What this node has drawn a position for is usually committed by then. */
    private static final Duration PAUSE_AT_HOLE = Duration.ofMillis(2);

    private static final Duration PAUSE_AFTER_ERROR = Duration.ofSeconds(1);

    private final EventStorageEngine engine;
    private final GapHorizons gaps;
    private final AggregateMemory memory;
    private final JdbcClient jdbc;
    private final RecentEvents recent = new RecentEvents(RECENT);
    private final NavigableMap<Long, TrackedEventMessage<?>> committed = new ConcurrentSkipListMap<>();
    /** Positions of events that this node is about to commit: nobody need look for them in the store. */
    private final Set<Long> uncommitted = ConcurrentHashMap.newKeySet();

    private final Set<EventCursor> cursors = ConcurrentHashMap.newKeySet();
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private final Semaphore news = new Semaphore(0);
    private volatile boolean mustRead;
    private volatile boolean running;
    private @Nullable Thread reader;

    EventTail(EventStorageEngine engine, GapHorizons gaps, AggregateMemory memory, JdbcClient jdbc) {
        this.jdbc = jdbc;
        this.engine = engine;
        this.gaps = gaps;
        this.memory = memory;
    }

    @Override
    public BlockingStream<TrackedEventMessage<?>> openStream(@Nullable TrackingToken trackingToken) {
        EventCursor cursor = new EventCursor(engine, recent, trackingToken, cursors::remove);
        cursors.add(cursor);
        return cursor;
    }

    @Override
    public void onNews(Runnable listener) {
        listeners.add(listener);
    }

    /**
     * The next events after the position, from memory if they are there.
     *
     * @return none if there are none yet
     */
    public List<TrackedEventMessage<?>> after(long position, int most) {
        if (recent.covers(position)) {
            List<TrackedEventMessage<?>> events = recent.after(position, most);
            if (recent.covers(position)) {
                return events;
            }
        }
        return stored(position, most);
    }

    /**
     * The next events after the position, from the store.
     *
     * @param settled up to here nothing can appear any more, as somebody else has found out
     */
    public List<TrackedEventMessage<?>> stored(long position, int most, long settled) {
        gaps.settledUpTo(settled);
        return stored(position, most);
    }

    private List<TrackedEventMessage<?>> stored(long position, int most) {
        List<TrackedEventMessage<?>> events = new ArrayList<>();
        try (Stream<? extends TrackedEventMessage<?>> stored =
                engine.readEvents(GapAwareTrackingToken.newInstance(position, List.of()), false)) {
            stored.limit(most).forEach(events::add);
        }
        return events;
    }

    /** This node is about to commit these events; {@link #committed} or {@link #rolledBack} follows. */
    void appended(List<TrackedEventMessage<?>> events) {
        events.forEach(event -> uncommitted.add(EventCursor.position(event)));
    }

    /** This node has committed these events. */
    void committed(List<TrackedEventMessage<?>> events) {
        events.forEach(event -> committed.put(EventCursor.position(event), event));
        ended(events);
    }

    /** There will be no events at these positions. */
    void rolledBack(List<TrackedEventMessage<?>> events) {
        ended(events);
    }

    private void ended(List<TrackedEventMessage<?>> events) {
        events.forEach(event -> uncommitted.remove(EventCursor.position(event)));
        news.release();
    }

    /** Somebody else may have committed something. */
    public void wake() {
        mustRead = true;
        news.release();
    }

    @Override
    public long settledPosition() {
        return recent.end();
    }

    private void follow() {
        Duration pause = Duration.ZERO;
        boolean isStarted = false;
        try {
            while (running) {
                boolean isTold = news.tryAcquire(pause.toNanos(), TimeUnit.NANOSECONDS);
                news.drainPermits();
                try {
                    if (!isStarted) {
                        startBeforeHead();
                        isStarted = true;
                    }
                    pause = readOn(isTold);
                } catch (RuntimeException e) {
                    LOG.warn("New events could not be read; trying again", e);
                    mustRead = true;
                    pause = PAUSE_AFTER_ERROR;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Where followers are, nothing can appear any more; a little before the head another node may still fill a hole. */
    private void startBeforeHead() {
        long followed = jdbc.sql("SELECT position FROM event_store.feed")
                .query(Long.class)
                .single();
        recent.startAfter(Math.max(Math.min(EventCursor.position(engine.createHeadToken()) - AT_START, followed), 0));
        mustRead = true;
    }

    /** @return how long to wait for news */
    private Duration readOn(boolean isTold) {
        long begin = recent.end();
        takeCommitted();
        boolean isHole = !committed.isEmpty();
        if (mustRead || !isTold) {
            mustRead = false;
            readStore();
            takeCommitted();
            isHole = gaps.isBlockedAfter(recent.end()) || !committed.isEmpty();
        }
        tell(recent.end() > begin);
        return isHole && !uncommitted.contains(recent.end() + 1) ? PAUSE_AT_HOLE : PAUSE;
    }

    /** Moves what follows without a hole. */
    private void takeCommitted() {
        for (Map.Entry<Long, TrackedEventMessage<?>> next = committed.firstEntry();
                next != null && next.getKey() <= recent.end() + 1;
                next = committed.firstEntry()) {
            if (next.getKey() > recent.end()) {
                recent.add(next.getKey(), next.getValue());
            }
            committed.remove(next.getKey());
        }
    }

    private void readStore() {
        try (Stream<? extends TrackedEventMessage<?>> events =
                engine.readEvents(GapAwareTrackingToken.newInstance(recent.end(), List.of()), false)) {
            for (Iterator<? extends TrackedEventMessage<?>> each = events.iterator(); each.hasNext(); ) {
                TrackedEventMessage<?> event = each.next();
                recent.add(EventCursor.position(event), event);
                if (event instanceof DomainEventMessage<?> step) {
                    memory.seen(step);
                }
            }
        }
    }

    private void tell(boolean hasNews) {
        cursors.stream().filter(cursor -> hasNews || cursor.isBehind()).forEach(EventCursor::wake);
        if (hasNews) {
            listeners.forEach(Runnable::run);
        }
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
