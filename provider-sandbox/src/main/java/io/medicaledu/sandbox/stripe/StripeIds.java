package io.medicaledu.sandbox.stripe;

import java.security.SecureRandom;
import java.util.regex.Pattern;

/** Ids that look like Stripe's, e.g. {@code pi_3F…}. */
public final class StripeIds {

    private static final char[] ALPHABET =
            "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz".toCharArray();
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_]{1,255}");
    private static final int LENGTH = 24;
    private static final int SESSION_LENGTH = 58;
    private static final SecureRandom RANDOM = new SecureRandom();

    private StripeIds() {}

    /** An id with that prefix, e.g. {@code re}. */
    public static String next(String prefix) {
        return next(prefix, LENGTH);
    }

    static String nextSession() {
        return next("cs_test", SESSION_LENGTH);
    }

    /** False if no id can look like this. */
    static boolean isPossible(String id) {
        return FORM.matcher(id).matches();
    }

    private static String next(String prefix, int length) {
        byte[] random = new byte[length];
        RANDOM.nextBytes(random);
        StringBuilder id =
                new StringBuilder(prefix.length() + 1 + length).append(prefix).append('_');
        for (byte each : random) {
            id.append(ALPHABET[(each & 0xff) % ALPHABET.length]);
        }
        return id.toString();
    }
}
