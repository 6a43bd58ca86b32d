package io.medicaledu.payment.query;

import io.medicaledu.booking.query.BookingNews;
import io.medicaledu.identity.api.Actor;
import io.medicaledu.payment.api.PaymentEvent.CheckoutClosed;
import io.medicaledu.payment.api.PaymentEvent.CheckoutFailed;
import io.medicaledu.payment.api.PaymentEvent.CheckoutOpened;
import io.medicaledu.payment.api.PaymentEvent.ExternalRefundRecorded;
import io.medicaledu.payment.api.PaymentEvent.PaymentCancelled;
import io.medicaledu.payment.api.PaymentEvent.PaymentCaptured;
import io.medicaledu.payment.api.PaymentEvent.PaymentDeclined;
import io.medicaledu.payment.api.PaymentEvent.PaymentFlagged;
import io.medicaledu.payment.api.PaymentEvent.PaymentStarted;
import io.medicaledu.payment.api.PaymentEvent.RefundFailed;
import io.medicaledu.payment.api.PaymentEvent.RefundRequested;
import io.medicaledu.payment.api.PaymentEvent.RefundReversed;
import io.medicaledu.payment.api.PaymentEvent.RefundSucceeded;
import io.medicaledu.payment.api.PaymentStatus;
import io.medicaledu.shared.query.RowTable;
import io.medicaledu.shared.query.Rows;
import java.time.Instant;
import java.util.UUID;
import java.util.function.Consumer;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.SequenceNumber;
import org.axonframework.eventhandling.Timestamp;
import org.axonframework.messaging.MetaData;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Keeps {@code payments}, with a row of its own for each refund. */
@Component
@ProcessingGroup("payments")
class PaymentProjection {

    private final RowTable<PaymentRow> payments;
    private final BookingNews news;

    PaymentProjection(JdbcClient jdbc, BookingNews news) {
        this.payments = PaymentRow.table(jdbc);
        this.news = news;
    }

    @EventHandler
    void on(PaymentStarted event, @Timestamp Instant at, @SequenceNumber long version) {
        PaymentRow row = new PaymentRow(event.paymentId(), event.bookingId(), event.userId(), at);
        row.amount = Rows.decimal(event.amount());
        row.currency = event.amount().currency();
        row.provider = (short) event.provider().ordinal();
        row.status = code(PaymentStatus.Pending);
        row.updatedAt = at;
        row.version = version;
        payments.insert(row);
    }

    @EventHandler
    void on(CheckoutOpened event, @Timestamp Instant at, @SequenceNumber long version) {
        change(event.paymentId(), at, version, row -> {
            row.providerSessionId = event.providerSessionId();
            row.checkoutUrl = event.checkoutUrl();
        });
    }

    @EventHandler
    void on(CheckoutFailed event, @Timestamp Instant at, @SequenceNumber long version) {
        change(event.paymentId(), at, version, row -> {
            row.status = code(PaymentStatus.Failed);
            row.declineCode = "checkout-failed";
        });
    }

    @EventHandler
    void on(CheckoutClosed event, @Timestamp Instant at, @SequenceNumber long version) {
        change(event.paymentId(), at, version, row -> row.checkoutUrl = null);
    }

    @EventHandler
    void on(PaymentDeclined event, @Timestamp Instant at, @SequenceNumber long version) {
        change(event.paymentId(), at, version, row -> {
            row.status = code(PaymentStatus.Failed);
            row.declineCode = event.declineCode();
        });
    }

    @EventHandler
    void on(PaymentCaptured event, @Timestamp Instant at, @SequenceNumber long version) {
        change(event.paymentId(), at, version, row -> {
            row.status = code(PaymentStatus.Succeeded);
            row.providerTransactionId = event.providerTransactionId();
            row.capturedAmount = Rows.decimal(event.captured());
            row.paidAt = event.capturedAt();
            row.checkoutUrl = null;
            row.declineCode = null;
        });
    }

    @EventHandler
    void on(PaymentFlagged event, @Timestamp Instant at, @SequenceNumber long version) {
        change(event.paymentId(), at, version, row -> {
            flag(row, event.reason() + ": captured " + event.captured() + " by " + event.providerTransactionId());
        });
    }

    @EventHandler
    void on(PaymentCancelled event, @Timestamp Instant at, @SequenceNumber long version) {
        change(event.paymentId(), at, version, row -> {
            row.status = code(PaymentStatus.Cancelled);
            row.checkoutUrl = null;
        });
    }

    @EventHandler
    void on(RefundRequested event, @Timestamp Instant at, @SequenceNumber long version, MetaData metaData) {
        String actor = Actor.answerableFor(metaData);
        PaymentRow row = new PaymentRow(event.refundId(), event.bookingId(), event.userId(), at);
        row.refundOfPaymentId = event.paymentId();
        row.amount = Rows.decimal(event.amount());
        row.currency = event.amount().currency();
        row.provider = (short) event.provider().ordinal();
        row.status = code(PaymentStatus.Pending);
        row.refundAmount = row.amount;
        row.refundReason = event.reason();
        row.refundActor = actor;
        row.updatedAt = at;
        payments.insert(row);
        change(event.paymentId(), at, version, payment -> {
            payment.refundReason = event.reason();
            payment.refundActor = actor;
        });
    }

    @EventHandler
    void on(RefundSucceeded event, @Timestamp Instant at, @SequenceNumber long version) {
        change(event.refundId(), at, version, refund -> {
            refund.status = code(PaymentStatus.Refunded);
            refund.providerTransactionId = event.providerRefundId();
            refund.paidAt = at;
        });
        change(event.paymentId(), at, version, payment -> {
            if (event.totalRefunded().isPositive()) {
                payment.status = code(event.fullyRefunded() ? PaymentStatus.Refunded : PaymentStatus.PartiallyRefunded);
                payment.refundAmount = Rows.decimal(event.totalRefunded());
            }
        });
    }

    @EventHandler
    void on(ExternalRefundRecorded event, @Timestamp Instant at, @SequenceNumber long version) {
        PaymentRow row = new PaymentRow(event.refundId(), event.bookingId(), event.userId(), at);
        row.refundOfPaymentId = event.paymentId();
        row.amount = Rows.decimal(event.amount());
        row.currency = event.amount().currency();
        row.provider = (short) event.provider().ordinal();
        row.providerTransactionId = event.providerRefundId();
        row.status = code(PaymentStatus.Refunded);
        row.refundAmount = row.amount;
        row.refundReason = "Refunded at the provider";
        row.paidAt = at;
        row.updatedAt = at;
        row.version = version;
        payments.insert(row);
        change(event.paymentId(), at, version, payment -> {
            if (event.totalRefunded().isPositive()) {
                payment.status = code(event.fullyRefunded() ? PaymentStatus.Refunded : PaymentStatus.PartiallyRefunded);
                payment.refundAmount = Rows.decimal(event.totalRefunded());
            }
            payment.refundReason = row.refundReason;
        });
    }

    @EventHandler
    void on(RefundReversed event, @Timestamp Instant at, @SequenceNumber long version) {
        change(event.refundId(), at, version, refund -> {
            refund.status = code(PaymentStatus.Failed);
            refund.declineCode = event.reason();
            refund.paidAt = null;
        });
        change(event.paymentId(), at, version, payment -> {
            if (payment.capturedAmount != null) {
                payment.status = code(
                        event.totalRefunded().isPositive() ? PaymentStatus.PartiallyRefunded : PaymentStatus.Succeeded);
            }
            payment.refundAmount = Rows.decimal(event.totalRefunded());
            flag(payment, "refund-reversed: " + event.reason());
        });
    }

    private static void flag(PaymentRow payment, String reason) {
        payment.isFlagged = true;
        payment.flagReason = reason;
    }

    @EventHandler
    void on(RefundFailed event, @Timestamp Instant at, @SequenceNumber long version) {
        change(event.refundId(), at, version, refund -> {
            refund.status = code(PaymentStatus.Failed);
            refund.declineCode = event.reason();
        });
        change(event.paymentId(), at, version, payment -> {
            flag(payment, "refund-failed: " + event.reason());
        });
    }

    private static short code(PaymentStatus status) {
        return (short) status.ordinal();
    }

    /** Changes the row of a payment or a refund by what an event of the payment tells. */
    void change(UUID id, Instant at, long version, Consumer<PaymentRow> change) {
        payments.change(id, row -> {
            change.accept(row);
            row.updatedAt = at;
            row.version = version;
            if (row.checkoutUrl != null || row.status != code(PaymentStatus.Pending)) {
                news.changed(row.bookingId, BookingNews.Change.PAYABLE);
            }
        });
    }
}
