package io.medicaledu.payment.reconciliation;

import io.medicaledu.payment.api.PaymentProvider;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One comparison of a provider's books with ours.
 *
 * @param number grows with each
 * @param judgedUntil until when transactions were judged; before the end of the period if it ended too recently
 * @param requestedBy a user's id, or {@code schedule}
 * @param attempts how often it was begun; more than once if a node died meanwhile
 * @param error why it failed
 * @param counts zeros unless it succeeded
 */
record Run(
        UUID id,
        long number,
        PaymentProvider provider,
        Instant from,
        Instant until,
        @Nullable Instant judgedUntil,
        State state,
        String requestedBy,
        Instant requestedAt,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt,
        int attempts,
        @Nullable String error,
        Counts counts) {

    /** How far it is. */
    enum State {
        /** Another one of the same provider is under way, or it is about to begin. */
        Waiting,
        /** A node is at it. */
        Running,
        /** Everything was compared. */
        Succeeded,
        /** Nothing was found out; ask for another one. */
        Failed
    }

    /**
     * What came of it.
     *
     * @param movements the provider's transactions that were read
     * @param transactions ours that they were compared with
     * @param differences found
     * @param opened those of them that are new, or back
     * @param gone earlier ones that are no more
     */
    record Counts(int movements, int transactions, int differences, int opened, int gone) {}
}
