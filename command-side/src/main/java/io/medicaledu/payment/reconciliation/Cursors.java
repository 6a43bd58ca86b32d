package io.medicaledu.payment.reconciliation;

import io.medicaledu.shared.Problem;
import org.jspecify.annotations.Nullable;

/** Where a page ends: the number of its last row. */
final class Cursors {

    private Cursors() {}

    static String of(long number) {
        return Long.toString(number);
    }

    /** @throws Problem {@code validation} */
    static @Nullable Long parse(@Nullable String cursor) {
        try {
            return cursor == null ? null : Long.valueOf(cursor);
        } catch (NumberFormatException e) {
            throw Problem.invalid("cursor", "is not one of ours");
        }
    }
}
