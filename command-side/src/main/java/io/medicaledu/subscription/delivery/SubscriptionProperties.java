package io.medicaledu.subscription.delivery;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How events are pushed.
 *
 * @param atOnce to how many subscribers a node pushes at the same time
 * @param longestPause the longest pause between two attempts of an event that keeps failing
 * @param giveUpAfter how long an event is tried before its subscription is paused
 */
@ConfigurationProperties("medicaledu.subscription")
record SubscriptionProperties(
        @DefaultValue("4") int atOnce,
        @DefaultValue("1h") Duration longestPause,
        @DefaultValue("3d") Duration giveUpAfter) {

    /** @throws IllegalArgumentException if nothing could be pushed */
    SubscriptionProperties {
        if (atOnce < 1) {
            throw new IllegalArgumentException("medicaledu.subscription.at-once must be at least 1");
        }
    }
}
