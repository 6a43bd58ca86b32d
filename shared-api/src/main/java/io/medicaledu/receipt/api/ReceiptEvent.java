package io.medicaledu.receipt.api;

import java.util.UUID;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/** What can happen to a receipt, a credit note or its reversal: it is issued, and then stays as it is. */
public sealed interface ReceiptEvent {

    /** The document. */
    UUID receiptId();

    /** What it says, complete: it is printed from this. */
    ReceiptDocument document();

    /** Money that was paid has a receipt, with the next number. */
    @Revision("1")
    record ReceiptIssued(UUID receiptId, ReceiptDocument document) implements ReceiptEvent {}

    /**
     * Money that was given back has a credit note, with the next number.
     *
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

    /**
     * A refund that had a credit note came back, so the credit note counts no more.
     *
     * @param refundId the refund that came back
     * @param creditNoteId what is taken back
     * @param creditNoteNumber its number
     * @param reason why the refund came back, in the provider's words
     */
    @Revision("1")
    record CreditNoteReversed(
            UUID receiptId,
            ReceiptDocument document,
            UUID refundId,
            UUID creditNoteId,
            String creditNoteNumber,
            String reason)
            implements ReceiptEvent {}
}
