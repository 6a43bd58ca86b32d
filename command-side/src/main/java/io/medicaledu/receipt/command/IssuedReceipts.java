package io.medicaledu.receipt.command;

import io.medicaledu.receipt.api.ReceiptDocument;
import io.medicaledu.receipt.api.ReceiptKind;
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

    /** What earlier credit notes have given back of a receipt. */
    Money credited(UUID originalReceiptId, String currency) {
        return new Money(
                jdbc.sql("""
                                SELECT coalesce(sum(amount_minor_units), 0)::bigint FROM command_side.receipts
                                WHERE original_receipt_id = ?""").param(originalReceiptId).query(Long.class).single(), currency);
    }

    void add(UUID receiptId, ReceiptDocument document, @Nullable String transaction, @Nullable UUID original) {
        jdbc.sql("""
                        INSERT INTO command_side.receipts (receipt_id, kind, number, payment_id, user_id,
                            provider_transaction_id, original_receipt_id, amount_minor_units, tax_label, tax_rate, issued_at)
                        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""")
                .params(Arrays.asList(
                        receiptId,
                        document.kind().name(),
                        document.number(),
                        document.paymentId(),
                        document.userId(),
                        transaction,
                        original,
                        document.amount().minorUnits(),
                        document.tax().label(),
                        document.tax().rate(),
                        document.issuedAt().atOffset(ZoneOffset.UTC)))
                .update();
    }
}
