package io.medicaledu.app.clock;

import io.medicaledu.shared.Problem;
import java.time.Duration;
import java.time.Instant;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Puts the clock of a simulation forward, the sandbox's included. */
@RestController
@ConditionalOnProperty("medicaledu.clock.adjustable")
class ClockController {

    private static final Duration LONGEST = Duration.ofDays(60);

    private final AdjustableClock clock;

    ClockController(AdjustableClock clock) {
        this.clock = clock;
    }

    record Advance(Duration advance) {}

    /** @param offset how far the clock is ahead of the machine's */
    record Time(Instant now, Duration offset) {}

    @PostMapping("/sandbox/clock")
    Time advance(@RequestBody Advance request) {
        if (request.advance().isNegative() || request.advance().compareTo(LONGEST) > 0) {
            throw Problem.invalid("advance", "must be 0 to 60 days");
        }
        Duration offset = clock.advance(request.advance());
        return new Time(clock.instant(), offset);
    }
}
