package io.medicaledu.sandbox.stripe;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A page of a list, newest first (https://docs.stripe.com/api/pagination). */
public record Page<T>(List<T> items, boolean hasMore) {

    /** @param found one item more than wanted, if there are more */
    static <T> Page<T> of(List<T> found, Wanted wanted) {
        boolean more = found.size() > wanted.limit();
        return new Page<>(more ? found.subList(0, wanted.limit()) : found, more);
    }

    /**
     * Which page is wanted.
     *
     * @param limit from 1 to 100
     * @param after the id of the last object of the page before
     */
    public record Wanted(int limit, @Nullable String after) {

        private static final long DEFAULT_LIMIT = 10;
        private static final long LARGEST_LIMIT = 100;

        /** Reads {@code limit} and {@code starting_after}. */
        static Wanted of(Form form) {
            long limit = form.findLong("limit").orElse(DEFAULT_LIMIT);
            if (limit < 1 || limit > LARGEST_LIMIT) {
                throw StripeException.invalid(
                        "parameter_invalid_integer",
                        "limit",
                        "This value must be between 1 and " + LARGEST_LIMIT + ".");
            }
            return new Wanted((int) limit, form.get("starting_after"));
        }
    }
}
