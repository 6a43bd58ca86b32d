package io.medicaledu.sandbox.stripe;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A page of a list, newest first (https://docs.stripe.com/api/pagination). */
public record Page<T>(List<T> items, boolean hasMore) {

    <R> Page<R> map(Function<T, R> shape) {
        return new Page<>(items.stream().map(shape).toList(), hasMore);
    }

    /**
     * Which page is wanted.
     *
     * @param limit from 1 to 100
     * @param after the id of the last object of the page before
     * @param before the id of the first object of the page after
     * @param created when the objects were made
     * @param filters values that columns have
     */
    record Wanted(
            int limit,
            @Nullable String after,
            @Nullable String before,
            List<Bound> created,
            Map<String, String> filters) {

        private static final long DEFAULT_LIMIT = 10;
        private static final long LARGEST_LIMIT = 100;
        private static final String CREATED = "created";
        private static final Map<String, String> OPERATORS = Map.of("gt", ">", "gte", ">=", "lt", "<", "lte", "<=");
        private static final Set<String> COMMON =
                Set.of("limit", "starting_after", "ending_before", CREATED, CREATED + "[");

        /**
         * A comparison with the time of creation.
         *
         * @param operator of SQL
         * @param seconds Unix time
         */
        record Bound(String operator, long seconds) {}

        /**
         * Reads what all lists take, and filters by columns of these names.
         *
         * @throws StripeException if there is another parameter, or a wrong one
         */
        static Wanted of(Form form, String... filters) {
            Set<String> known = new TreeSet<>(COMMON);
            known.addAll(List.of(filters));
            form.allow(known);
            form.allowBelow(CREATED, OPERATORS.keySet());
            long limit = form.findLong("limit").orElse(DEFAULT_LIMIT);
            if (limit < 1 || limit > LARGEST_LIMIT) {
                throw StripeException.invalid(
                        "parameter_invalid_integer",
                        "limit",
                        "This value must be between 1 and " + LARGEST_LIMIT + ".");
            }
            String after = form.get("starting_after");
            String before = form.get("ending_before");
            if (after != null && before != null) {
                throw StripeException.invalid(
                        null,
                        "ending_before",
                        "You may only specify one of these parameters: starting_after, ending_before.");
            }
            return new Wanted((int) limit, after, before, bounds(form), form.filters(filters));
        }

        private static List<Bound> bounds(Form form) {
            List<Bound> bounds = new ArrayList<>();
            form.findLong(CREATED).ifPresent(seconds -> bounds.add(new Bound("=", seconds)));
            OPERATORS.forEach((name, operator) -> form.findLong(CREATED + "[" + name + "]")
                    .ifPresent(seconds -> bounds.add(new Bound(operator, seconds))));
            return bounds;
        }
    }
}
