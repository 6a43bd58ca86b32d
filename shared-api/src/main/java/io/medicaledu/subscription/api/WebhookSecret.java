package io.medicaledu.subscription.api;

import java.security.SecureRandom;
import java.util.Base64;

/** The key that a subscriber's webhooks are signed with, as Standard Webhooks writes it: {@code whsec_} and base64. */
public record WebhookSecret(String text) {

    private static final String PREFIX = "whsec_";
    private static final int FEWEST_BYTES = 24;
    private static final int MOST_BYTES = 64;
    private static final int BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    /** @throws IllegalArgumentException if it is no secret */
    public WebhookSecret {
        int bytes = text.startsWith(PREFIX) ? decode(text).length : 0;
        if (bytes < FEWEST_BYTES || bytes > MOST_BYTES) {
            throw new IllegalArgumentException("must be whsec_ and the base64 of 24 to 64 bytes");
        }
    }

    /** A new one. */
    public static WebhookSecret next() {
        byte[] bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return new WebhookSecret(PREFIX + Base64.getEncoder().encodeToString(bytes));
    }

    /** The key itself. */
    public byte[] key() {
        return decode(text);
    }

    private static byte[] decode(String text) {
        return Base64.getDecoder().decode(text.substring(PREFIX.length()));
    }

    /** It is in no log. */
    @Override
    public String toString() {
        return PREFIX + "…";
    }
}
