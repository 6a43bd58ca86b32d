package io.medicaledu.sandbox.paypal;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** Ids that look like PayPal's, e.g. {@code 5O190127TN364715T}. */
public final class PayPalIds {

    private static final char[] ALPHABET = "0123456789ABCDEFGHJKLMNPRSTUVWXY".toCharArray();
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9-]{1,64}");
    private static final int LENGTH = 17;
    private static final SecureRandom RANDOM = new SecureRandom();

    private PayPalIds() {}

    /** Of an order, a capture, a refund or a transaction. */
    static String next() {
        return random(LENGTH);
    }

    static String nextEvent() {
        return "WH-" + random(LENGTH) + "-" + random(LENGTH);
    }

    static String nextDispute() {
        return "PP-R-" + random(3) + "-" + random(8);
    }

    /** What support asks for; it is in each answer's header {@code PayPal-Debug-Id}, too. */
    public static String nextDebugId() {
        return "f" + hex(6);
    }

    /** An access token. */
    static String nextToken() {
        return "A21AA" + hex(40);
    }

    /** False if no id can look like this. */
    static boolean isPossible(String id) {
        return FORM.matcher(id).matches();
    }

    private static String hex(int bytes) {
        byte[] random = new byte[bytes];
        RANDOM.nextBytes(random);
        return HexFormat.of().formatHex(random);
    }

    private static String random(int length) {
        byte[] random = new byte[length];
        RANDOM.nextBytes(random);
        StringBuilder id = new StringBuilder(length);
        for (byte each : random) {
            id.append(ALPHABET[each & 31]);
        }
        return id.toString();
    }
}
