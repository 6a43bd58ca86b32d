package io.medicaledu.payment.query;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A row of {@code payments}: a payment, or a refund of one ({@code refundOfPaymentId}). */
@Entity
@Table(schema = "read_model", name = "payments")
class PaymentRow {

    @Id
    UUID id;

    UUID bookingId;
    UUID userId;

    @Nullable
    UUID refundOfPaymentId;

    @Column(precision = 19, scale = 3)
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

    @Column(precision = 19, scale = 3)
    @Nullable
    BigDecimal capturedAmount;

    @Column(precision = 19, scale = 3)
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

    @Column(precision = 19, scale = 3)
    BigDecimal disputedAmount;

    @Nullable
    Instant paidAt;

    Instant createdAt;
    Instant updatedAt;
    long version;

    protected PaymentRow() {}

    PaymentRow(UUID id, UUID bookingId, UUID userId, Instant createdAt) {
        this.id = id;
        this.bookingId = bookingId;
        this.userId = userId;
        this.createdAt = createdAt;
        this.refundAmount = BigDecimal.ZERO;
        this.disputedAmount = BigDecimal.ZERO;
    }
}
