package io.medicaledu.audit.query;

/** How far the event stream is complete. */
@FunctionalInterface
public interface SettledEvents {

    /** Up to here no event can appear any more that is not there now, whatever transactions are still running. */
    long settledPosition();
}
