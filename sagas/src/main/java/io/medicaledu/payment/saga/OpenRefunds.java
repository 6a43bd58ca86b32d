package io.medicaledu.payment.saga;

import io.medicaledu.shared.saga.Story;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Which refunds have no end yet: what {@link RefundSaga} has to remember. */
interface OpenRefunds {

    /** The provider is asked about it at that time, unless it has ended by then. */
    void add(UUID refundId, UUID paymentId, Instant askAt, Story story);

    /** Asks once more. */
    void askAgain(UUID refundId, Instant askAt);

    /** The payment that it gives back; empty if it has ended. */
    Optional<UUID> paymentOf(UUID refundId);

    /** It has come to an end. */
    void remove(UUID refundId);
}
