package io.medicaledu.access.command;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How many refused attempts are told one by one; of the others only their number.
 *
 * @param addressKey 32 random bytes in base64 that key the hash of a typed e-mail address; without one none is kept
 * @param window in which attempts from the same network address, and all together, are counted
 * @param mostFromAddress of each kind from the same network address
 * @param mostInAll of each kind from all addresses
 * @param accountWindow in which attempts on a locked or inactive account are counted
 * @param mostOfAccount on the same account
 */
@ConfigurationProperties("medicaledu.access")
public record AccessProperties(
        @Nullable String addressKey,
        @DefaultValue("1m") Duration window,
        @DefaultValue("10") int mostFromAddress,
        @DefaultValue("100") int mostInAll,
        @DefaultValue("1h") Duration accountWindow,
        @DefaultValue("20") int mostOfAccount) {

    /** @throws IllegalArgumentException if a number is less than one, or a window shorter than a second */
    public AccessProperties {
        if (mostFromAddress < 1 || mostInAll < 1 || mostOfAccount < 1) {
            throw new IllegalArgumentException("medicaledu.access must tell at least one attempt of each");
        }
        if (window.toSeconds() < 1 || accountWindow.toSeconds() < 1) {
            throw new IllegalArgumentException("medicaledu.access needs windows of at least a second");
        }
    }

    @Override
    public String toString() {
        return "AccessProperties[…]";
    }
}
