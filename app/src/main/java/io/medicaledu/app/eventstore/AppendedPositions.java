package io.medicaledu.app.eventstore;

/** Hears of the global position of the last event that a unit of work has appended, in that unit of work's thread. */
@FunctionalInterface
public interface AppendedPositions {

    void appended(long lastPosition);
}
