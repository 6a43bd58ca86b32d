package io.medicaledu.receipt.saga;

import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The rows of {@link ReceiptSaga}. */
@Component
class ExpectedCreditNoteRows implements ExpectedCreditNotes {

    private final JdbcClient jdbc;

    ExpectedCreditNoteRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public void add(UUID refundId, CreditedCapture capture) {
        jdbc.sql("""
                        INSERT INTO process_manager.expected_credit_notes (refund_id, user_id, provider_transaction_id)
                        VALUES (?, ?, ?) ON CONFLICT (refund_id) DO NOTHING""")
                .params(refundId, capture.userId(), capture.providerTransactionId())
                .update();
    }

    @Override
    public Optional<CreditedCapture> remove(UUID refundId) {
        return jdbc.sql("""
                        DELETE FROM process_manager.expected_credit_notes WHERE refund_id = ?
                        RETURNING user_id, provider_transaction_id""")
                .param(refundId)
                .query((row, index) -> new CreditedCapture(
                        row.getObject("user_id", UUID.class), row.getString("provider_transaction_id")))
                .optional();
    }
}
