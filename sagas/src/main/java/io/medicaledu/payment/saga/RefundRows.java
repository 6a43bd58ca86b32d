package io.medicaledu.payment.saga;

import io.medicaledu.shared.saga.Story;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The rows of {@link RefundSaga}. */
@Component
class RefundRows implements OpenRefunds {

    static final String TABLE = "process_manager.refunds";
    static final String KEY = "refund_id";

    private final JdbcClient jdbc;

    RefundRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public void add(UUID refundId, UUID paymentId, Instant askAt, Story story) {
        jdbc.sql("""
                        INSERT INTO process_manager.refunds
                            (refund_id, payment_id, due_at, correlation_id, request_id, initiator)
                        VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (refund_id) DO UPDATE SET due_at = EXCLUDED.due_at""")
                .params(Arrays.asList(
                        refundId,
                        paymentId,
                        askAt.atOffset(ZoneOffset.UTC),
                        story.correlationId(),
                        story.requestId(),
                        story.initiator()))
                .update();
    }

    @Override
    public void askAgain(UUID refundId, Instant askAt) {
        jdbc.sql("UPDATE process_manager.refunds SET due_at = ? WHERE refund_id = ?")
                .params(askAt.atOffset(ZoneOffset.UTC), refundId)
                .update();
    }

    @Override
    public Optional<UUID> paymentOf(UUID refundId) {
        return jdbc.sql("SELECT payment_id FROM process_manager.refunds WHERE refund_id = ?")
                .param(refundId)
                .query(UUID.class)
                .optional();
    }

    @Override
    public void remove(UUID refundId) {
        jdbc.sql("DELETE FROM process_manager.refunds WHERE refund_id = ?")
                .param(refundId)
                .update();
    }
}
