package io.medicaledu.app.web;

import io.medicaledu.shared.Problem;

/** The {@code Consistency-Token} header: a position in the event store. Clients must not look into it. */
public final class ConsistencyToken {

    /** The header's name. */
    public static final String HEADER = "Consistency-Token";

    private ConsistencyToken() {}

    public static String format(long position) {
        return Long.toString(position, Character.MAX_RADIX);
    }

    /** @throws Problem {@code validation} if it is none of ours */
    static long parse(String token) {
        try {
            long position = Long.parseLong(token, Character.MAX_RADIX);
            if (position >= 0) {
                return position;
            }
        } catch (NumberFormatException e) {
            // Answered below, like a negative one.
        }
        throw Problem.invalid(HEADER, "is not a token of this server");
    }
}
