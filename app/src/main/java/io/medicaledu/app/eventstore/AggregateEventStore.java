package io.medicaledu.app.eventstore;

import java.util.List;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;

/** Axon's event store for aggregates. Who follows the stream does so by the {@link EventTail}. */
final class AggregateEventStore extends EmbeddedEventStore {

    private final List<AppendedEvents> hearers;

    AggregateEventStore(EmbeddedEventStore.Builder builder, List<AppendedEvents> hearers) {
        super(builder);
        this.hearers = hearers;
    }

    @Override
    protected void prepareCommit(List<? extends EventMessage<?>> events) {
        super.prepareCommit(events);
        hearers.forEach(AppendedEvents::published);
    }

    /** The superclass would look for new events for its own streams, which nobody uses. */
    @Override
    protected void afterCommit(List<? extends EventMessage<?>> events) {}
}
