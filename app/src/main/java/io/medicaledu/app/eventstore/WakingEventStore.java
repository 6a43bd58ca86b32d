package io.medicaledu.app.eventstore;

import java.util.List;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;

/**
 * Axon's event store for aggregates. Processors follow the {@link EventTail}, which it wakes after each commit; its own
 * streams and their cache are not used.
 */
final class WakingEventStore extends EmbeddedEventStore {

    private final EventTail tail;

    WakingEventStore(EmbeddedEventStore.Builder builder, EventTail tail) {
        super(builder);
        this.tail = tail;
    }

    @Override
    protected void afterCommit(List<? extends EventMessage<?>> events) {
        tail.wake();
    }
}
