package io.medicaledu.receipt.query;

import io.medicaledu.receipt.api.ReceiptDocument;
import io.medicaledu.receipt.api.ReceiptEvent.CreditNoteIssued;
import io.medicaledu.receipt.api.ReceiptEvent.CreditNoteReversed;
import io.medicaledu.receipt.api.ReceiptEvent.ReceiptIssued;
import io.medicaledu.shared.query.BatchInsert;
import io.medicaledu.shared.query.Rows;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.SequenceNumber;
import org.axonframework.eventhandling.Timestamp;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Keeps {@code receipts}: a row for each receipt, credit note and reversal, which never changes. */
@Component
@ProcessingGroup("receipts")
class ReceiptProjection {

    private final BatchInsert receipts;

    ReceiptProjection(JdbcClient jdbc) {
        this.receipts = new BatchInsert(
                jdbc,
                "read_model.receipts",
                List.of(
                        "id uuid",
                        "kind smallint",
                        "number text",
                        "payment_id uuid",
                        "booking_id uuid",
                        "user_id uuid",
                        "refund_id uuid",
                        "original_receipt_id uuid",
                        "original_number text",
                        "amount numeric",
                        "net_amount numeric",
                        "tax_amount numeric",
                        "currency text",
                        "tax_rate text",
                        "tax_label text",
                        "seller_name text",
                        "seller_address jsonb",
                        "provider_reference text",
                        "paid_at timestamptz",
                        "issued_on date",
                        "issued_at timestamptz",
                        "created_at timestamptz",
                        "version bigint"),
                "");
    }

    @EventHandler
    void on(ReceiptIssued event, @Timestamp Instant at, @SequenceNumber long version) {
        insert(event.receiptId(), event.document(), new Reference(null, null, null), at, version);
    }

    @EventHandler
    void on(CreditNoteIssued event, @Timestamp Instant at, @SequenceNumber long version) {
        insert(
                event.receiptId(),
                event.document(),
                new Reference(event.refundId(), event.originalReceiptId(), event.originalNumber()),
                at,
                version);
    }

    @EventHandler
    void on(CreditNoteReversed event, @Timestamp Instant at, @SequenceNumber long version) {
        insert(
                event.receiptId(),
                event.document(),
                new Reference(event.refundId(), event.creditNoteId(), event.creditNoteNumber()),
                at,
                version);
    }

    /** What a credit note or its reversal is about. */
    private record Reference(
            @Nullable UUID refundId,
            @Nullable UUID originalReceiptId,
            @Nullable String originalNumber) {}

    private void insert(UUID id, ReceiptDocument document, Reference reference, Instant at, long version) {
        receipts.add(
                id,
                document.kind().ordinal(),
                document.number(),
                document.paymentId(),
                document.bookingId(),
                document.userId(),
                reference.refundId(),
                reference.originalReceiptId(),
                reference.originalNumber(),
                Rows.decimal(document.amount()),
                Rows.decimal(document.tax().net()),
                Rows.decimal(document.tax().tax()),
                document.amount().currency(),
                document.tax().rate(),
                document.tax().label(),
                document.seller().name(),
                JsonMapper.shared().writeValueAsString(document.seller().addressLines()),
                document.providerReference(),
                document.paidAt(),
                document.issuedOn(),
                document.issuedAt(),
                at,
                version);
    }
}
