package io.medicaledu.kernel.queue;

import java.time.Duration;

/**
 * How long something that has failed is left alone: twice as long after each attempt, up to a limit.
 *
 * @param first after the first attempt
 * @param longest never longer
 */
public record BackOff(Duration first, Duration longest) {

    private static final int MOST_DOUBLINGS = 30;

    /** @param attempts how often it has failed so far, at least once */
    public Duration after(int attempts) {
        Duration pause = first.multipliedBy(1L << Math.clamp(attempts - 1L, 0, MOST_DOUBLINGS));
        return pause.compareTo(longest) < 0 ? pause : longest;
    }
}
