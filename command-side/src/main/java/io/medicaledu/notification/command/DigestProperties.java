package io.medicaledu.notification.command;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** @param digestInterval how long the changes of a course are collected before they are told; zero: each by itself */
@ConfigurationProperties("medicaledu.notification")
record DigestProperties(@DefaultValue("1h") Duration digestInterval) {

    /** @throws IllegalArgumentException if it is negative */
    DigestProperties {
        if (digestInterval.isNegative()) {
            throw new IllegalArgumentException("medicaledu.notification.digest-interval must not be negative");
        }
    }
}
