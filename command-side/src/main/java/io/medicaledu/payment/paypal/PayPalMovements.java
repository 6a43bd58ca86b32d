package io.medicaledu.payment.paypal;

import io.medicaledu.payment.api.PaymentCommand.DisputeState;
import io.medicaledu.payment.command.PaymentGateway.RefundState;
import io.medicaledu.payment.command.ProviderTransactions.Kind;
import io.medicaledu.payment.reconciliation.Movement;
import io.medicaledu.payment.reconciliation.Movement.State;
import io.medicaledu.shared.Money;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What PayPal's account book and its objects say has moved. */
final class PayPalMovements {

    /** The book's offsets have no colon, other than those of all else. */
    private static final DateTimeFormatter TIME = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
            .appendPattern("[XXX][XX]")
            .toFormatter();

    private PayPalMovements() {}

    /** What a row is for us (https://developer.paypal.com/docs/transaction-search/transaction-event-codes/). */
    enum RowKind {
        Capture,
        /** A refund, by whomever, or a reversal by PayPal. */
        TakeBack,
        /** Fees, transfers, and the holds and chargebacks of disputes, which are read themselves. */
        Other
    }

    static RowKind kindOf(JsonNode row) {
        return switch (row.path("transaction_event_code").asString("")) {
            case "T0006" -> RowKind.Capture;
            case "T1106", "T1107" -> RowKind.TakeBack;
            default -> RowKind.Other;
        };
    }

    /** The row of a capture. One that was reversed or refunded has brought its money all the same. */
    static Movement capture(JsonNode row) {
        String id = row.path("transaction_id").asString("");
        return new Movement(
                Kind.Capture,
                id,
                id,
                PayPalJson.id(row, "custom_field").orElse(null),
                null,
                amount(row),
                switch (status(row)) {
                    case "S", "F", "V" -> State.Succeeded;
                    case "P" -> State.Pending;
                    default -> State.Failed;
                },
                null,
                time(row));
    }

    static Movement capture(PayPalCapture capture) {
        return new Movement(
                Kind.Capture,
                capture.id(),
                capture.id(),
                capture.paymentId().orElse(null),
                null,
                capture.amount(),
                capture.isPaid() ? State.Succeeded : capture.isPending() ? State.Pending : State.Failed,
                capture.reason().isEmpty() ? null : capture.reason(),
                capture.capturedAt());
    }

    /** Our id, if a row is surely that of a refund that we have asked for: orders have no invoice id. */
    static Optional<UUID> ourRefund(JsonNode row) {
        return PayPalJson.id(row, "invoice_id");
    }

    /** The row of a refund; its custom field may be its own or that of its capture. */
    static Movement refund(JsonNode row) {
        Optional<UUID> ours = ourRefund(row);
        return new Movement(
                Kind.Refund,
                row.path("transaction_id").asString(""),
                present(row.path("paypal_reference_id").asString("")),
                PayPalJson.id(row, "custom_field")
                        .filter(id -> !ours.equals(Optional.of(id)))
                        .orElse(null),
                ours.orElse(null),
                amount(row),
                switch (status(row)) {
                    case "S" -> State.Succeeded;
                    case "P" -> State.Pending;
                    default -> State.Failed;
                },
                null,
                time(row));
    }

    /** @param capture that it is about, if PayPal knows it */
    static Movement refund(JsonNode refund, Optional<PayPalCapture> capture) {
        Optional<UUID> payment = capture.flatMap(PayPalCapture::paymentId);
        RefundState state = PayPalRefunds.stateOf(refund);
        return new Movement(
                Kind.Refund,
                refund.path("id").asString(""),
                present(PayPalJson.up(refund, "/captures/")),
                payment.orElse(null),
                ourRefund(refund, payment).orElse(null),
                PayPalAmounts.money(refund.path("amount")),
                switch (state) {
                    case RefundState.Succeeded succeeded -> State.Succeeded;
                    case RefundState.Pending pending -> State.Pending;
                    case RefundState.Failed failed -> State.Failed;
                },
                state instanceof RefundState.Failed failed ? failed.reason() : null,
                PayPalJson.time(refund, "create_time"));
    }

    private static Optional<UUID> ourRefund(JsonNode refund, Optional<UUID> payment) {
        return PayPalRefunds.ourId(refund).filter(id -> !payment.equals(Optional.of(id)));
    }

    static Movement dispute(PayPalDispute dispute) {
        return new Movement(
                Kind.Dispute,
                dispute.id(),
                present(dispute.captureId()),
                null,
                null,
                dispute.amountAtStake(),
                switch (dispute.state()) {
                    case DisputeState.Open -> State.Succeeded;
                    case DisputeState.Won -> State.Failed;
                    case DisputeState.Lost -> State.Lost;
                },
                dispute.reason(),
                dispute.openedAt());
    }

    private static String status(JsonNode row) {
        return row.path("transaction_status").asString("");
    }

    /** What leaves the account is negative there. */
    private static Money amount(JsonNode row) {
        Money amount = PayPalAmounts.money(row.path("transaction_amount"));
        return amount.isNegative() ? Money.zero(amount.currency()).minus(amount) : amount;
    }

    /** @throws IllegalArgumentException if it is no Internet date and time */
    private static Instant time(JsonNode row) {
        String time = row.path("transaction_initiation_date").asString("");
        try {
            return TIME.parse(time, Instant::from);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("transaction_initiation_date is no time", e);
        }
    }

    private static @Nullable String present(String text) {
        return text.isEmpty() ? null : text;
    }
}
