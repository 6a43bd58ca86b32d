package io.medicaledu.receipt.api;

import io.medicaledu.identity.api.Caller;
import io.medicaledu.shared.PageRequest;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What can be known of receipts, by their payer and by admins; for others there are none. */
public sealed interface ReceiptQuery {

    /** Answers {@link ReceiptView}. */
    record FindReceipt(UUID receiptId, Caller caller) implements ReceiptQuery {}

    /** Answers a page of {@link ReceiptView}, newest first: one's own, all of them for admins. */
    record FindReceipts(@Nullable UUID userId, Caller caller, PageRequest page) implements ReceiptQuery {}

    /** Answers {@link ReceiptPrint}. */
    record FindReceiptPrint(UUID receiptId, Caller caller) implements ReceiptQuery {}

    /**
     * Answers {@link ReceiptPrint}.
     *
     * @param paymentId a payment, for its receipt, or a refund, for its credit note
     */
    record FindPrintOfPayment(UUID paymentId, Caller caller) implements ReceiptQuery {}
}
