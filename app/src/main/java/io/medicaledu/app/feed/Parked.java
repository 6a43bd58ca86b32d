package io.medicaledu.app.feed;

import io.medicaledu.app.eventstore.EventCursor;
import java.util.Set;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;

/**
 * Who does not take part in a batch, and with what.
 *
 * @param apart the names of those who do not take part at all
 * @param sequences for whom later events of an aggregate wait: {@code follower aggregate}
 * @param dropped what was given up: {@code follower position}
 */
record Parked(Set<String> apart, Set<String> sequences, Set<String> dropped) {

    static Parked onlyApart(Set<String> apart) {
        return new Parked(apart, Set.of(), Set.of());
    }

    boolean isApart(String follower) {
        return apart.contains(follower);
    }

    boolean isWaiting(String follower, EventMessage<?> event) {
        return !sequences.isEmpty() && sequences.contains(follower + ' ' + sequence(event));
    }

    boolean isDropped(String follower, TrackedEventMessage<?> event) {
        return !dropped.isEmpty() && dropped.contains(follower + ' ' + EventCursor.position(event));
    }

    /** Events of the same sequence are handled one after the other: those of an aggregate. */
    static String sequence(EventMessage<?> event) {
        return event instanceof DomainEventMessage<?> domainEvent
                ? domainEvent.getAggregateIdentifier()
                : event.getIdentifier();
    }
}
