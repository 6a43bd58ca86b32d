package io.medicaledu.payment.query;

import io.medicaledu.shared.query.RowTable;
import io.medicaledu.shared.query.RowTable.Column;
import io.medicaledu.shared.query.Rows;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A row of {@code payments}: a payment, or a refund of one ({@code refundOfPaymentId}). */
@SuppressWarnings("NullAway.Init") // filled field by field
class PaymentRow {

    UUID id;

    UUID bookingId;
    UUID userId;

    @Nullable
    UUID refundOfPaymentId;

    BigDecimal amount;

    String currency;
    short status;
    short provider;

    @Nullable
    String providerTransactionId;

    @Nullable
    String providerSessionId;

    @Nullable
    String checkoutUrl;

    @Nullable
    BigDecimal capturedAmount;

    BigDecimal refundAmount;

    @Nullable
    String refundReason;

    @Nullable
    String refundActor;

    @Nullable
    String declineCode;

    boolean isFlagged;

    @Nullable
    String flagReason;

    @Nullable
    String disputeState;

    BigDecimal disputedAmount;

    @Nullable
    Instant paidAt;

    Instant createdAt;
    Instant updatedAt;
    long version;

    PaymentRow(UUID id, UUID bookingId, UUID userId, Instant createdAt) {
        this.id = id;
        this.bookingId = bookingId;
        this.userId = userId;
        this.createdAt = createdAt;
        this.refundAmount = BigDecimal.ZERO;
        this.disputedAmount = BigDecimal.ZERO;
    }

    /** The table as its projection writes it. */
    static RowTable<PaymentRow> table(JdbcClient jdbc) {
        return new RowTable<>(
                jdbc,
                "read_model.payments",
                it -> it.id,
                PaymentRow::read,
                List.of(
                        new Column<>("id", "uuid", it -> it.id),
                        new Column<>("booking_id", "uuid", it -> it.bookingId),
                        new Column<>("user_id", "uuid", it -> it.userId),
                        new Column<>("refund_of_payment_id", "uuid", it -> it.refundOfPaymentId),
                        new Column<>("amount", "numeric", it -> it.amount),
                        new Column<>("currency", "text", it -> it.currency),
                        new Column<>("status", "smallint", it -> it.status),
                        new Column<>("provider", "smallint", it -> it.provider),
                        new Column<>("provider_transaction_id", "text", it -> it.providerTransactionId),
                        new Column<>("provider_session_id", "text", it -> it.providerSessionId),
                        new Column<>("checkout_url", "text", it -> it.checkoutUrl),
                        new Column<>("captured_amount", "numeric", it -> it.capturedAmount),
                        new Column<>("refund_amount", "numeric", it -> it.refundAmount),
                        new Column<>("refund_reason", "text", it -> it.refundReason),
                        new Column<>("refund_actor", "text", it -> it.refundActor),
                        new Column<>("decline_code", "text", it -> it.declineCode),
                        new Column<>("is_flagged", "boolean", it -> it.isFlagged),
                        new Column<>("flag_reason", "text", it -> it.flagReason),
                        new Column<>("dispute_state", "text", it -> it.disputeState),
                        new Column<>("disputed_amount", "numeric", it -> it.disputedAmount),
                        new Column<>("paid_at", "timestamptz", it -> it.paidAt),
                        new Column<>("created_at", "timestamptz", it -> it.createdAt),
                        new Column<>("updated_at", "timestamptz", it -> it.updatedAt),
                        new Column<>("version", "bigint", it -> it.version)));
    }

    private static PaymentRow read(ResultSet row, int index) throws SQLException {
        PaymentRow it = new PaymentRow(
                row.getObject("id", UUID.class),
                row.getObject("booking_id", UUID.class),
                row.getObject("user_id", UUID.class),
                Rows.instant(row, "created_at"));
        it.refundOfPaymentId = row.getObject("refund_of_payment_id", UUID.class);
        it.amount = row.getBigDecimal("amount");
        it.currency = row.getString("currency");
        it.status = row.getShort("status");
        it.provider = row.getShort("provider");
        it.providerTransactionId = row.getString("provider_transaction_id");
        it.providerSessionId = row.getString("provider_session_id");
        it.checkoutUrl = row.getString("checkout_url");
        it.capturedAmount = row.getBigDecimal("captured_amount");
        it.refundAmount = row.getBigDecimal("refund_amount");
        it.refundReason = row.getString("refund_reason");
        it.refundActor = row.getString("refund_actor");
        it.declineCode = row.getString("decline_code");
        it.isFlagged = row.getBoolean("is_flagged");
        it.flagReason = row.getString("flag_reason");
        it.disputeState = row.getString("dispute_state");
        it.disputedAmount = row.getBigDecimal("disputed_amount");
        it.paidAt = Rows.instantOrNull(row, "paid_at");
        it.updatedAt = Rows.instant(row, "updated_at");
        it.version = row.getLong("version");
        return it;
    }
}
