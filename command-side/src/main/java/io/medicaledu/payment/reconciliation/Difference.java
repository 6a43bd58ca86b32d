package io.medicaledu.payment.reconciliation;

import io.medicaledu.payment.api.RepairAction;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A difference, and what became of it.
 *
 * @param number grows with each
 * @param closedBy who repaired or dismissed it
 * @param note the words of who did
 */
record Difference(
        UUID id,
        long number,
        Finding finding,
        State state,
        Instant firstSeenAt,
        Instant lastSeenAt,
        @Nullable Instant closedAt,
        @Nullable String closedBy,
        @Nullable String note) {

    /** What became of it. */
    enum State {
        /** Somebody has to do something. */
        Open,
        /** Its action was carried out. */
        Repaired,
        /** Somebody has looked into it and leaves it as it is. */
        Dismissed,
        /** A later run did not find it any more, e.g. as a late webhook has come. */
        Gone
    }

    boolean isOpen() {
        return state == State.Open;
    }

    /** Whether only the provider can tell what it needs. */
    boolean needsAnswer() {
        return isOpen() && finding.action() == RepairAction.AskProvider;
    }
}
