package io.medicaledu.catalog.api;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How late and how often a student may move a confirmed booking. A booking keeps the policy that was in force when it was
 * made.
 *
 * @param untilHoursBefore a booking cannot be moved later than this before its session; null means: as long as cancelling
 *     it would give something back
 * @param maxTimes how often a booking can be moved; null means any number of times
 */
public record ReschedulePolicy(
        @Nullable Integer untilHoursBefore, @Nullable Integer maxTimes) {

    /** As long as cancelling gives something back, any number of times. */
    public static final ReschedulePolicy DEFAULT = new ReschedulePolicy(null, null);

    /** @throws IllegalArgumentException if a number is out of range */
    public ReschedulePolicy {
        if (untilHoursBefore != null && (untilHoursBefore < 0 || untilHoursBefore > 24 * 365)) {
            throw new IllegalArgumentException("reschedule.untilHoursBefore must be 0 to 8760");
        }
        if (maxTimes != null && (maxTimes < 0 || maxTimes > 1_000)) {
            throw new IllegalArgumentException("reschedule.maxTimes must be 0 to 1000");
        }
    }

    /**
     * Until when a booking can be moved.
     *
     * @param cancellation the booking's own policy
     * @return empty if it never can
     */
    public Optional<Instant> deadline(Instant sessionStart, CancellationPolicy cancellation) {
        return Optional.ofNullable(untilHoursBefore)
                .or(cancellation::lastHoursWithRefund)
                .map(hours -> sessionStart.minus(Duration.ofHours(hours)));
    }
}
