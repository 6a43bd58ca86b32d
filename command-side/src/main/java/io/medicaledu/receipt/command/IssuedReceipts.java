package io.medicaledu.receipt.command;

import io.medicaledu.receipt.api.ReceiptDocument;
import io.medicaledu.receipt.api.ReceiptKind;
import io.medicaledu.receipt.api.TaxLine;
import io.medicaledu.shared.Money;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Which receipts there are, and what their credit notes have to know of them. Written by the command's handler itself,
 * not by a subscriber of its event: a saga's batch publishes its events at its end only, and a receipt and its credit
 * note may be in one batch.
 */
@Component
class IssuedReceipts {

    private final JdbcClient jdbc;

    IssuedReceipts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The receipt that a credit note refers to. */
    record Original(UUID receiptId, String number, UUID userId, String taxLabel, String taxRate) {}

    boolean exists(UUID receiptId) {
        return jdbc.sql("SELECT 1 FROM command_side.receipts WHERE receipt_id = ?")
                .param(receiptId)
                .query(Integer.class)
                .optional()
                .isPresent();
    }

    /** @param providerTransactionId which capture; null for the payment's first one */
    Optional<Original> original(UUID paymentId, @Nullable String providerTransactionId) {
        return jdbc.sql("""
                        SELECT * FROM command_side.receipts
                        WHERE payment_id = :payment AND kind = :kind
                          AND (CAST(:transaction AS text) IS NULL OR provider_transaction_id = :transaction)
                        ORDER BY issued_at LIMIT 1""")
                .param("payment", paymentId)
                .param("kind", ReceiptKind.Receipt.name())
                .param("transaction", providerTransactionId)
                .query(IssuedReceipts::read)
                .optional();
    }

    private static Original read(ResultSet row, int index) throws SQLException {
        return new Original(
                row.getObject("receipt_id", UUID.class),
                row.getString("number"),
                row.getObject("user_id", UUID.class),
                row.getString("tax_label"),
                row.getString("tax_rate"));
    }

    /** What credit notes have given back of a receipt, tax included, and the tax in it. */
    record Credited(Money amount, Money tax) {}

    /** What earlier credit notes have given back of a receipt; those that were taken back do not count. */
    Credited credited(UUID originalReceiptId, String currency) {
        return jdbc.sql("""
                        SELECT coalesce(sum(amount_minor_units), 0)::bigint AS amount,
                               coalesce(sum(tax_minor_units), 0)::bigint AS tax
                        FROM command_side.receipts AS note
                        WHERE original_receipt_id = ? AND NOT EXISTS (
                            SELECT FROM command_side.receipts AS reversal
                            WHERE reversal.original_receipt_id = note.receipt_id)""")
                .param(originalReceiptId)
                .query((row, index) -> new Credited(
                        new Money(row.getLong("amount"), currency), new Money(row.getLong("tax"), currency)))
                .single();
    }

    /** A credit note that was issued. */
    record CreditNote(
            UUID receiptId,
            String number,
            UUID userId,
            Money amount,
            TaxLine tax,
            @Nullable String providerRefundId) {}

    /** @param currency of the refund, and so of its credit note */
    Optional<CreditNote> creditNote(UUID receiptId, String currency) {
        return jdbc.sql("SELECT * FROM command_side.receipts WHERE receipt_id = ? AND kind = ?")
                .params(receiptId, ReceiptKind.CreditNote.name())
                .query((row, index) -> creditNote(row, currency))
                .optional();
    }

    private static CreditNote creditNote(ResultSet row, String currency) throws SQLException {
        Money amount = new Money(row.getLong("amount_minor_units"), currency);
        Money tax = new Money(row.getLong("tax_minor_units"), currency);
        return new CreditNote(
                row.getObject("receipt_id", UUID.class),
                row.getString("number"),
                row.getObject("user_id", UUID.class),
                amount,
                new TaxLine(row.getString("tax_label"), row.getString("tax_rate"), amount.minus(tax), tax),
                row.getString("provider_transaction_id"));
    }

    /**
     * @param transaction the provider's id of the capture, or of the refund
     * @param original what it refers to: of a credit note the receipt, of a reversal the credit note
     */
    void add(UUID receiptId, ReceiptDocument document, @Nullable String transaction, @Nullable UUID original) {
        jdbc.sql("""
                        INSERT INTO command_side.receipts (receipt_id, kind, number, payment_id, user_id,
                            provider_transaction_id, original_receipt_id, amount_minor_units, tax_minor_units, tax_label, tax_rate,
                            issued_at)
                        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""")
                .params(Arrays.asList(
                        receiptId,
                        document.kind().name(),
                        document.number(),
                        document.paymentId(),
                        document.userId(),
                        transaction,
                        original,
                        document.amount().minorUnits(),
                        document.tax().tax().minorUnits(),
                        document.tax().label(),
                        document.tax().rate(),
                        document.issuedAt().atOffset(ZoneOffset.UTC)))
                .update();
    }
}
