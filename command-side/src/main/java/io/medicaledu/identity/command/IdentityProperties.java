package io.medicaledu.identity.command;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Sessions and account locking.
 *
 * @param sessionLifetime how long a session lasts after log-in
 * @param sessionCache how long a look-up of a session may be remembered; a log-out on another node takes that long
 * @param maxFailedLogins how many wrong passwords in a row lock the account
 * @param lockDuration how long it stays locked
 * @param emailTokenLifetime how long the code of a confirmation e-mail is good
 * @param passwordTokenLifetime how long the code for a new password is good
 * @param bcryptStrength log2 of the rounds of a password hash
 */
@ConfigurationProperties("medicaledu.identity")
public record IdentityProperties(
        @DefaultValue("12h") Duration sessionLifetime,
        @DefaultValue("2s") Duration sessionCache,
        @DefaultValue("5") int maxFailedLogins,
        @DefaultValue("15m") Duration lockDuration,
        @DefaultValue("7d") Duration emailTokenLifetime,
        @DefaultValue("1h") Duration passwordTokenLifetime,
        @DefaultValue("10") int bcryptStrength) {}
