package io.medicaledu.receipt.saga;

import java.util.Optional;
import java.util.UUID;

/** Refunds that will have a credit note once they have succeeded: what {@link ReceiptSaga} has to remember. */
interface ExpectedCreditNotes {

    /**
     * What a refund gives back.
     *
     * @param userId whose money it is
     * @param providerTransactionId the capture
     */
    record CreditedCapture(UUID userId, String providerTransactionId) {}

    void add(UUID refundId, CreditedCapture capture);

    /** It is expected no longer; empty if it was not. */
    Optional<CreditedCapture> remove(UUID refundId);
}
