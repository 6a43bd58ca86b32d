package io.medicaledu.receipt.api;

import java.util.UUID;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/** What can happen to a receipt or a credit note: it is issued, and then stays as it is. */
public sealed interface ReceiptEvent {

    UUID receiptId();

    ReceiptDocument document();

    @Revision("1")
    record ReceiptIssued(UUID receiptId, ReceiptDocument document) implements ReceiptEvent {}

    /**
     * @param refundId what was given back
     * @param originalReceiptId the receipt of the money that was given back; null if it never got one
     * @param originalNumber its number
     */
    @Revision("1")
    record CreditNoteIssued(
            UUID receiptId,
            ReceiptDocument document,
            UUID refundId,
            @Nullable UUID originalReceiptId,
            @Nullable String originalNumber)
            implements ReceiptEvent {}
}
