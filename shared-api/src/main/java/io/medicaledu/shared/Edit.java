package io.medicaledu.shared;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a merge patch (RFC 7396) says of one field: nothing, so that it stays as it is; that it is removed ({@code null});
 * or its new value.
 *
 * @param given whether it says anything
 * @param value the new value; null if the field is removed, or stays
 */
public record Edit<T>(boolean given, @Nullable T value) {

    private static final Edit<?> KEEP = new Edit<>(false, null);
    private static final Edit<?> REMOVE = new Edit<>(true, null);

    /** The field stays as it is. */
    @SuppressWarnings("unchecked") // it has no value
    public static <T> Edit<T> keep() {
        return (Edit<T>) KEEP;
    }

    /** The field is removed. */
    @SuppressWarnings("unchecked") // it has no value
    public static <T> Edit<T> remove() {
        return (Edit<T>) REMOVE;
    }

    /** The field has another value. */
    public static <T> Edit<T> to(T value) {
        return new Edit<>(true, value);
    }

    /** The field after the change. */
    public @Nullable T of(@Nullable T old) {
        return given ? value : old;
    }

    /** The field after the change, where one that is removed has a value all the same. */
    public T of(T old, T whenRemoved) {
        if (!given) {
            return old;
        }
        return value == null ? whenRemoved : value;
    }

    /**
     * A field after the change that always has a value.
     *
     * @throws Problem {@code validation} if it is to be removed
     */
    public T require(String field, T old) {
        if (given && value == null) {
            throw Problem.invalid(field, "cannot be removed");
        }
        return value == null ? old : value;
    }

    /** The same with another kind of value. */
    public <R> Edit<R> map(Function<T, R> function) {
        return value == null ? new Edit<>(given, null) : to(function.apply(value));
    }
}
