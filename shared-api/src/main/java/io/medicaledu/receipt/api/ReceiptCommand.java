package io.medicaledu.receipt.api;

import io.medicaledu.shared.Ids;
import io.medicaledu.shared.Money;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What can be asked of receipts. Repeated, a command changes nothing: what it is about says which receipt it is. */
public sealed interface ReceiptCommand {

    UUID receiptId();

    /**
     * Money came in.
     *
     * @param providerTransactionId the provider's id of the capture; a payment that was captured twice has two receipts
     */
    record IssueReceipt(
            UUID paymentId, UUID bookingId, UUID userId, String providerTransactionId, Money amount, Instant paidAt)
            implements ReceiptCommand {

        @Override
        public UUID receiptId() {
            return Ids.receipt(paymentId, providerTransactionId);
        }
    }

    /**
     * Money went back.
     *
     * @param userId whose money; null if it is that of the payment's receipt
     * @param providerTransactionId the capture that was given back; null if it is the payment's first one
     */
    record IssueCreditNote(
            UUID refundId,
            UUID paymentId,
            UUID bookingId,
            @Nullable UUID userId,
            @Nullable String providerTransactionId,
            @Nullable String providerRefundId,
            Money amount,
            Instant refundedAt)
            implements ReceiptCommand {

        @Override
        public UUID receiptId() {
            return Ids.creditNote(refundId);
        }
    }

    /**
     * Money that had gone back came to us again. Takes the refund's credit note back, if it has one.
     *
     * @param reason in the provider's words
     */
    record ReverseCreditNote(
            UUID refundId, UUID paymentId, UUID bookingId, Money amount, String reason, Instant reversedAt)
            implements ReceiptCommand {

        @Override
        public UUID receiptId() {
            return Ids.creditNoteReversal(refundId);
        }
    }
}
