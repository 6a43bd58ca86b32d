package io.medicaledu.receipt.query;

import io.medicaledu.receipt.api.ReceiptDocument;
import io.medicaledu.receipt.api.ReceiptEvent.CreditNoteIssued;
import io.medicaledu.receipt.api.ReceiptEvent.CreditNoteReversed;
import io.medicaledu.receipt.api.ReceiptEvent.ReceiptIssued;
import io.medicaledu.shared.query.Rows;
import java.time.Instant;
import java.util.Arrays;
import java.util.UUID;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.ResetHandler;
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

    private final JdbcClient jdbc;

    ReceiptProjection(JdbcClient jdbc) {
        this.jdbc = jdbc;
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
        jdbc.sql("""
                        INSERT INTO read_model.receipts (id, kind, number, payment_id, booking_id, user_id, refund_id,
                            original_receipt_id, original_number, amount, net_amount, tax_amount, currency, tax_rate,
                            tax_label, seller_name, seller_address, provider_reference, paid_at, issued_on, issued_at,
                            created_at, version)
                        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?, ?, ?, ?, ?, ?)""")
                .params(Arrays.asList(
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
                        Rows.utc(document.paidAt()),
                        document.issuedOn(),
                        Rows.utc(document.issuedAt()),
                        Rows.utc(at),
                        version))
                .update();
    }

    @ResetHandler
    void reset() {
        jdbc.sql("TRUNCATE read_model.receipts").update();
    }
}
