package io.medicaledu.app.eventstore;

import java.util.List;
import org.axonframework.eventhandling.TrackedEventMessage;

/** Hears of the events that a unit of work has appended, in that unit of work's thread, before they are committed. */
public interface AppendedEvents {

    /** @param events with their positions, lowest first */
    void appended(List<TrackedEventMessage<?>> events);

    /** Who subscribes to the event bus has seen them, too. */
    default void published() {}
}
