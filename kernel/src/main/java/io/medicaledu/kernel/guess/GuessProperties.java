package io.medicaledu.kernel.guess;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How much may be guessed.
 *
 * @param guessesPerHour how many promo codes that do not exist a user may try in an hour; 0 means any number
 */
@ConfigurationProperties("medicaledu.promotion")
public record GuessProperties(@DefaultValue("10") int guessesPerHour) {

    /** @throws IllegalArgumentException if the number is negative */
    public GuessProperties {
        if (guessesPerHour < 0) {
            throw new IllegalArgumentException("medicaledu.promotion.guesses-per-hour must not be negative");
        }
    }
}
