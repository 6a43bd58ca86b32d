package io.medicaledu.kernel.limit;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How often something may be done in an hour; 0 means any number of times.
 *
 * @param promoCodeGuesses how many promo codes that do not exist a user may try
 * @param securityMails how many e-mails to confirm the address, or to reset the password, an address gets
 */
@ConfigurationProperties("medicaledu.hourly-limit")
public record LimitProperties(
        @DefaultValue("10") int promoCodeGuesses,
        @DefaultValue("3") int securityMails) {

    /** @throws IllegalArgumentException if a number is negative */
    public LimitProperties {
        if (promoCodeGuesses < 0 || securityMails < 0) {
            throw new IllegalArgumentException("medicaledu.hourly-limit must not be negative");
        }
    }
}
