package io.medicaledu.payment.reconciliation;

import java.time.Instant;

/**
 * A time.
 *
 * @param from included
 * @param until not included
 */
record Period(Instant from, Instant until) {

    boolean contains(Instant instant) {
        return !instant.isBefore(from) && instant.isBefore(until);
    }

    boolean isEmpty() {
        return !from.isBefore(until);
    }
}
