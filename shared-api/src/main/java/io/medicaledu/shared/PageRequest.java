package io.medicaledu.shared;

import org.jspecify.annotations.Nullable;

/**
 * Which page of a list is wanted.
 *
 * @param limit 1 to 100
 * @param cursor from the page before; null for the first one
 */
public record PageRequest(int limit, @Nullable String cursor) {

    private static final int MAX_LIMIT = 100;

    /** @throws Problem {@code validation} if the limit is out of range */
    public PageRequest {
        if (limit < 1 || limit > MAX_LIMIT) {
            throw Problem.invalid("limit", "must be 1 to 100");
        }
    }
}
