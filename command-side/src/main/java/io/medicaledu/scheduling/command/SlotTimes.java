package io.medicaledu.scheduling.command;

import io.medicaledu.shared.Problem;
import java.time.Duration;
import java.time.Instant;

/** What times a slot may have. */
final class SlotTimes {

    private static final Duration LONGEST = Duration.ofDays(7);

    private SlotTimes() {}

    /** @throws Problem {@code validation} */
    static void validate(Instant start, Instant end, Instant now) {
        if (!start.isAfter(now)) {
            throw Problem.invalid("startTimeUtc", "must be in the future");
        }
        if (!end.isAfter(start)) {
            throw Problem.invalid("endTimeUtc", "must be after startTimeUtc");
        }
        if (Duration.between(start, end).compareTo(LONGEST) > 0) {
            throw Problem.invalid("endTimeUtc", "must be at most 7 days after startTimeUtc");
        }
    }
}
