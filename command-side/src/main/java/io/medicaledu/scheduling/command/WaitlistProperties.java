package io.medicaledu.scheduling.command;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Rules of waitlists.
 *
 * @param offerTime how long a seat that comes free is kept for one who waits
 * @param mostWaiting how many may wait for a slot
 */
@ConfigurationProperties("medicaledu.waitlist")
record WaitlistProperties(
        @DefaultValue("2h") Duration offerTime,
        @DefaultValue("100") int mostWaiting) {

    /** @throws IllegalArgumentException if one of them is out of range */
    WaitlistProperties {
        if (offerTime.toSeconds() < 1) {
            throw new IllegalArgumentException("medicaledu.waitlist.offer-time must be at least a second");
        }
        if (mostWaiting < 0 || mostWaiting > 10_000) {
            throw new IllegalArgumentException("medicaledu.waitlist.most-waiting must be 0 to 10000");
        }
    }
}
