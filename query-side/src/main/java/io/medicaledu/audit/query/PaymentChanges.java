package io.medicaledu.audit.query;

import io.medicaledu.identity.api.Actor;
import io.medicaledu.payment.api.PaymentCommand.DisputeState;
import io.medicaledu.payment.api.PaymentEvent;
import io.medicaledu.payment.api.PaymentEvent.CaptureRequested;
import io.medicaledu.payment.api.PaymentEvent.CheckoutClosed;
import io.medicaledu.payment.api.PaymentEvent.CheckoutClosing;
import io.medicaledu.payment.api.PaymentEvent.CheckoutFailed;
import io.medicaledu.payment.api.PaymentEvent.CheckoutOpened;
import io.medicaledu.payment.api.PaymentEvent.DisputeFundsReinstated;
import io.medicaledu.payment.api.PaymentEvent.DisputeFundsWithdrawn;
import io.medicaledu.payment.api.PaymentEvent.DisputeLossCorrected;
import io.medicaledu.payment.api.PaymentEvent.DisputeLost;
import io.medicaledu.payment.api.PaymentEvent.DisputeOpened;
import io.medicaledu.payment.api.PaymentEvent.DisputeWon;
import io.medicaledu.payment.api.PaymentEvent.ExternalRefundRecorded;
import io.medicaledu.payment.api.PaymentEvent.PaymentCancelled;
import io.medicaledu.payment.api.PaymentEvent.PaymentCaptured;
import io.medicaledu.payment.api.PaymentEvent.PaymentDeclined;
import io.medicaledu.payment.api.PaymentEvent.PaymentFlagged;
import io.medicaledu.payment.api.PaymentEvent.PaymentProcessing;
import io.medicaledu.payment.api.PaymentEvent.PaymentStarted;
import io.medicaledu.payment.api.PaymentEvent.RefundFailed;
import io.medicaledu.payment.api.PaymentEvent.RefundRequested;
import io.medicaledu.payment.api.PaymentEvent.RefundReversed;
import io.medicaledu.payment.api.PaymentEvent.RefundSucceeded;
import io.medicaledu.payment.api.PaymentEvent.RefundWithheld;
import io.medicaledu.payment.api.PaymentEvent.SurplusCaptured;
import io.medicaledu.payment.api.PaymentProvider;
import io.medicaledu.payment.api.PaymentStatus;
import io.medicaledu.shared.Money;
import io.medicaledu.shared.query.Rows;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.axonframework.messaging.MetaData;
import tools.jackson.databind.node.ObjectNode;

/** What events of payments do to {@code payments}: to the payment, and to the row of a refund. */
final class PaymentChanges {

    private PaymentChanges() {}

    /** @param metaData of the event: who answers for a refund */
    static List<RowChange> of(PaymentEvent event, Instant at, MetaData metaData) {
        return switch (event) {
            case PaymentStarted e -> List.of(started(payment(e), e.bookingId(), e.userId(), e.amount(), e.provider()));
            case CheckoutOpened e ->
                List.of(payment(e)
                        .set("providerSessionId", e.providerSessionId())
                        .set("checkoutUrl", e.checkoutUrl()));
            case CheckoutFailed e ->
                List.of(payment(e).set("status", PaymentStatus.Failed).set("declineCode", "checkout-failed"));
            case CheckoutClosed e -> List.of(payment(e).set("checkoutUrl", null));
            case PaymentDeclined e ->
                List.of(payment(e).set("status", PaymentStatus.Failed).set("declineCode", e.declineCode()));
            case PaymentCaptured e ->
                List.of(payment(e)
                        .set("status", PaymentStatus.Succeeded)
                        .set("providerTransactionId", e.providerTransactionId())
                        .set("capturedAmount", Rows.decimal(e.captured()))
                        .set("paidAt", e.capturedAt())
                        .set("checkoutUrl", null)
                        .set("declineCode", null));
            case PaymentFlagged e ->
                List.of(flagged(
                        payment(e), e.reason() + ": captured " + e.captured() + " by " + e.providerTransactionId()));
            case PaymentCancelled e ->
                List.of(payment(e).set("status", PaymentStatus.Cancelled).set("checkoutUrl", null));
            case RefundRequested e -> requested(e, Actor.answerableFor(metaData));
            case RefundSucceeded e ->
                List.of(
                        row(e.refundId())
                                .set("status", PaymentStatus.Refunded)
                                .set("providerTransactionId", e.providerRefundId())
                                .set("paidAt", at),
                        refunded(payment(e), e.totalRefunded(), e.fullyRefunded()));
            case ExternalRefundRecorded e ->
                List.of(
                        started(row(e.refundId()), e.bookingId(), e.userId(), e.amount(), e.provider())
                                .set("refundOfPaymentId", e.paymentId())
                                .set("providerTransactionId", e.providerRefundId())
                                .set("status", PaymentStatus.Refunded)
                                .set("refundAmount", Rows.decimal(e.amount()))
                                .set("refundReason", "Refunded at the provider")
                                .set("paidAt", at),
                        refunded(payment(e), e.totalRefunded(), e.fullyRefunded())
                                .set("refundReason", "Refunded at the provider"));
            case RefundReversed e -> reversed(e);
            case RefundFailed e ->
                List.of(
                        row(e.refundId()).set("status", PaymentStatus.Failed).set("declineCode", e.reason()),
                        flagged(payment(e), "refund-failed: " + e.reason()));
            case DisputeOpened e ->
                List.of(payment(e).derive(row -> AuditedDisputes.open(row, e.disputeId(), e.reason(), e.amount(), at)));
            case DisputeFundsWithdrawn e ->
                List.of(payment(e).derive(row -> AuditedDisputes.reopen(row, e.disputeId())));
            case DisputeFundsReinstated e ->
                List.of(payment(e).derive(row -> AuditedDisputes.reopen(row, e.disputeId())));
            case DisputeWon e ->
                List.of(payment(e).derive(row -> AuditedDisputes.decide(row, e.disputeId(), DisputeState.Won, null)));
            case DisputeLost e -> List.of(lost(e, e.disputeId(), e.amount()));
            case DisputeLossCorrected e -> List.of(lost(e, e.disputeId(), e.lost()));
            case SurplusCaptured e ->
                List.of(payment(e)
                        .set("surplusTransactionId", e.providerTransactionId())
                        .set("surplusAmount", Rows.decimal(e.captured())));
            case RefundWithheld e ->
                List.of(payment(e)
                        .set("withheldAmount", Rows.decimal(e.amount()))
                        .set("withheldReason", e.reason()));
            case PaymentProcessing ignored -> List.of();
            case CaptureRequested ignored -> List.of();
            case CheckoutClosing ignored -> List.of();
        };
    }

    private static RowChange payment(PaymentEvent event) {
        return row(event.paymentId());
    }

    private static RowChange row(UUID id) {
        return new RowChange("Payment", id);
    }

    private static RowChange started(
            RowChange row, UUID bookingId, UUID userId, Money amount, PaymentProvider provider) {
        return row.set("bookingId", bookingId)
                .set("userId", userId)
                .money("amount", amount)
                .set("provider", provider)
                .set("status", PaymentStatus.Pending)
                .set("refundAmount", Rows.decimal(Money.zero(amount.currency())))
                .set("isFlagged", false);
    }

    private static List<RowChange> requested(RefundRequested event, String answerable) {
        return List.of(
                started(row(event.refundId()), event.bookingId(), event.userId(), event.amount(), event.provider())
                        .set("refundOfPaymentId", event.paymentId())
                        .set("refundAmount", Rows.decimal(event.amount()))
                        .set("refundReason", event.reason())
                        .set("refundActor", answerable),
                payment(event).set("refundReason", event.reason()).set("refundActor", answerable));
    }

    private static RowChange refunded(RowChange payment, Money total, boolean fully) {
        return total.isPositive()
                ? payment.set("status", fully ? PaymentStatus.Refunded : PaymentStatus.PartiallyRefunded)
                        .set("refundAmount", Rows.decimal(total))
                : payment;
    }

    private static List<RowChange> reversed(RefundReversed event) {
        PaymentStatus left =
                event.totalRefunded().isPositive() ? PaymentStatus.PartiallyRefunded : PaymentStatus.Succeeded;
        return List.of(
                row(event.refundId())
                        .set("status", PaymentStatus.Failed)
                        .set("declineCode", event.reason())
                        .set("paidAt", null),
                flagged(payment(event), "refund-reversed: " + event.reason())
                        .set("refundAmount", Rows.decimal(event.totalRefunded()))
                        .derive(row -> setIfCaptured(row, left)));
    }

    private static void setIfCaptured(ObjectNode payment, PaymentStatus status) {
        if (payment.hasNonNull("capturedAmount")) {
            payment.put("status", status.name());
        }
    }

    private static RowChange flagged(RowChange payment, String reason) {
        return payment.set("isFlagged", true).set("flagReason", reason);
    }

    private static RowChange lost(PaymentEvent event, String disputeId, Money amount) {
        DisputeState state = amount.isZero() ? DisputeState.Won : DisputeState.Lost;
        return payment(event).derive(row -> AuditedDisputes.decide(row, disputeId, state, amount));
    }
}
