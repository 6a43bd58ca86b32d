package io.medicaledu.benchmarks;

import java.time.Duration;

/**
 * A load and what it has cost.
 *
 * @param clients 0 if requests came at a rate
 * @param lagAtEnd events that the slowest processor had before it when the last answer came
 * @param longestLag the most that it had during the load, looked at twice a second
 * @param catchUp from the last answer until all that follows from the load was done as well
 * @param each the cost of one booking, what follows from it included
 */
record Row(String what, int clients, Load.Result load, long lagAtEnd, long longestLag, Duration catchUp, Counts each) {

    /** Bookings per second over the whole time, until nothing was left to do: what can be kept up for ever. */
    double steadyPerSecond() {
        return load.done() / (load.seconds() + catchUp.toMillis() / 1000.0);
    }
}
