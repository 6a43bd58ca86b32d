package io.medicaledu.app.eventstore;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.StreamableMessageSource;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * The event store as processors read it, with a signal when there is something new. A pooled processor asks a source
 * without such a signal only every 500 ms, which a saga that waits for its own events would feel at every step. One
 * thread follows the stream, shares the event store's cache, and wakes all of them.
 */
@Component
public class SignallingEventSource implements StreamableMessageSource<TrackedEventMessage<?>>, SmartLifecycle {

    private final EventStore events;
    private final Set<Signalled> streams = ConcurrentHashMap.newKeySet();
    private volatile boolean running;
    private @Nullable Thread follower;

    SignallingEventSource(EventStore events) {
        this.events = events;
    }

    @Override
    public BlockingStream<TrackedEventMessage<?>> openStream(@Nullable TrackingToken trackingToken) {
        return new Signalled(events.openStream(trackingToken));
    }

    private void follow() {
        try (BlockingStream<TrackedEventMessage<?>> stream = events.openStream(events.createHeadToken())) {
            while (running) {
                if (stream.hasNextAvailable(1, TimeUnit.SECONDS)) {
                    while (stream.hasNextAvailable(0, TimeUnit.SECONDS)) {
                        stream.nextAvailable();
                    }
                    streams.forEach(Signalled::signal);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public @Nullable TrackingToken createTailToken() {
        return events.createTailToken();
    }

    @Override
    public @Nullable TrackingToken createHeadToken() {
        return events.createHeadToken();
    }

    @Override
    public @Nullable TrackingToken createTokenAt(Instant dateTime) {
        return events.createTokenAt(dateTime);
    }

    @Override
    public @Nullable TrackingToken createTokenSince(Duration duration) {
        return events.createTokenSince(duration);
    }

    @Override
    public void start() {
        running = true;
        follower = Thread.ofPlatform().name("event-signals").daemon().start(this::follow);
    }

    @Override
    public void stop() {
        running = false;
        if (follower != null) {
            follower.interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** A stream of the event store that takes a callback. */
    private final class Signalled implements BlockingStream<TrackedEventMessage<?>> {

        private final BlockingStream<TrackedEventMessage<?>> stream;
        private volatile @Nullable Runnable callback;

        Signalled(BlockingStream<TrackedEventMessage<?>> stream) {
            this.stream = stream;
        }

        void signal() {
            Runnable known = callback;
            if (known != null) {
                known.run();
            }
        }

        @Override
        public boolean setOnAvailableCallback(Runnable onAvailable) {
            callback = onAvailable;
            streams.add(this);
            return true;
        }

        @Override
        public Optional<TrackedEventMessage<?>> peek() {
            return stream.peek();
        }

        @Override
        public boolean hasNextAvailable(int timeout, TimeUnit unit) throws InterruptedException {
            return stream.hasNextAvailable(timeout, unit);
        }

        @Override
        public TrackedEventMessage<?> nextAvailable() throws InterruptedException {
            return stream.nextAvailable();
        }

        @Override
        public void close() {
            streams.remove(this);
            stream.close();
        }
    }
}
