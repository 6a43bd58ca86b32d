package io.medicaledu.payment.paypal;

import io.medicaledu.payment.api.PaymentCommand;
import io.medicaledu.payment.api.PaymentCommand.DisputeState;
import io.medicaledu.payment.api.PaymentCommand.RecordCapture;
import io.medicaledu.payment.api.PaymentCommand.RecordDispute;
import io.medicaledu.payment.api.PaymentCommand.RecordExternalRefund;
import io.medicaledu.payment.api.PaymentCommand.RecordRefundFailed;
import io.medicaledu.payment.api.PaymentCommand.RecordRefundSucceeded;
import io.medicaledu.payment.api.PaymentProvider;
import io.medicaledu.payment.command.PaymentGateway.RefundState;
import io.medicaledu.payment.command.ProviderTransactions;
import io.medicaledu.payment.webhook.WebhookTranslator.Meaning;
import io.medicaledu.shared.Ids;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * Money that goes back: our refunds, those made at PayPal itself, reversals and disputes. PayPal tells of a reversal
 * ({@code PAYMENT.CAPTURE.REVERSED}) as of a refund that nobody has asked for. If it is the execution of a dispute
 * ({@link PayPalExecutions}), that dispute stands for the money; else (e.g. a bank has called a payment back) it counts as a refund.
 */
final class PayPalReversals {

    private final PayPalCalls calls;
    private final PayPalOrders orders;
    private final PayPalDisputes disputes;
    private final PayPalExecutions executions;
    private final ProviderTransactions transactions;

    PayPalReversals(
            PayPalCalls calls, PayPalOrders orders, PayPalDisputes disputes, ProviderTransactions transactions) {
        this.calls = calls;
        this.orders = orders;
        this.disputes = disputes;
        this.executions = new PayPalExecutions(calls);
        this.transactions = transactions;
    }

    /** A capture of ours. */
    private record Taken(UUID paymentId, String captureId, Optional<PayPalCapture> capture) {}

    Meaning refund(String refundId) {
        JsonNode refund = calls.get("/v2/payments/refunds/{id}", refundId);
        return takenOf(PayPalJson.up(refund, "/captures/"))
                .map(taken -> refund(refund, taken))
                .orElseGet(Meaning.Unmatched::new);
    }

    private Meaning refund(JsonNode refund, Taken taken) {
        UUID payment = taken.paymentId();
        Optional<UUID> ours = PayPalRefunds.ourId(refund).filter(id -> !id.equals(payment));
        return switch (PayPalRefunds.stateOf(refund)) {
            case RefundState.Pending pending -> new Meaning.Nothing();
            case RefundState.Failed failed ->
                command(new RecordRefundFailed(
                        payment,
                        ours.orElseGet(() -> Ids.externalRefund(payment, String.valueOf(failed.providerRefundId()))),
                        String.valueOf(failed.reason()),
                        failed.providerRefundId()));
            case RefundState.Succeeded done ->
                ours.<Meaning>map(id -> command(new RecordRefundSucceeded(payment, id, done.providerRefundId())))
                        .orElseGet(() -> takenBack(refund, taken));
        };
    }

    private Meaning takenBack(JsonNode refund, Taken taken) {
        List<PayPalDispute> about = disputes.about(taken.captureId());
        if (about.isEmpty() || !executions.explain(refund, captureOf(taken), about)) {
            return external(refund, taken);
        }
        return new Meaning.Several(about.stream()
                .filter(dispute -> dispute.state() != DisputeState.Won)
                .map(dispute -> told(dispute, taken))
                .toList());
    }

    private PayPalCapture captureOf(Taken taken) {
        return taken.capture().orElseGet(() -> read(taken.captureId()));
    }

    /** The capture goes first if it was not heard of yet, as events come in any order. */
    private Meaning external(JsonNode refund, Taken taken) {
        List<Meaning> parts = new ArrayList<>();
        taken.capture()
                .filter(PayPalCapture::isPaid)
                .ifPresent(capture -> parts.add(command(
                        new RecordCapture(taken.paymentId(), capture.id(), capture.amount(), capture.capturedAt()))));
        parts.add(command(new RecordExternalRefund(
                taken.paymentId(),
                taken.captureId(),
                refund.path("id").asString(""),
                PayPalAmounts.money(refund.path("amount")))));
        return new Meaning.Several(parts);
    }

    Meaning dispute(String disputeId) {
        List<PayPalDispute> about = disputes.read(disputeId);
        if (about.isEmpty()) {
            return new Meaning.Unmatched();
        }
        return new Meaning.Several(about.stream()
                .map(dispute -> takenOf(dispute.captureId())
                        .map(taken -> dispute(dispute, taken))
                        .orElseGet(Meaning.Unmatched::new))
                .toList());
    }

    /** Refunds go first: the decision may release money that is owed, of which they have taken their part already. */
    private Meaning dispute(PayPalDispute dispute, Taken taken) {
        List<Meaning> parts = new ArrayList<>();
        if (dispute.state() != DisputeState.Open) {
            // A refund that was taken for the dispute's while it was open may be one of its own.
            executions
                    .unexplained(captureOf(taken), allWith(dispute))
                    .forEach(refund -> parts.add(external(refund, taken)));
        }
        parts.add(told(dispute, taken));
        return new Meaning.Several(parts);
    }

    /** All disputes about its capture; PayPal's list may be behind. */
    private List<PayPalDispute> allWith(PayPalDispute dispute) {
        Stream<PayPalDispute> others = disputes.about(dispute.captureId()).stream()
                .filter(other -> !other.id().equals(dispute.id()));
        return Stream.concat(Stream.of(dispute), others).toList();
    }

    private Meaning told(PayPalDispute dispute, Taken taken) {
        return command(new RecordDispute(
                taken.paymentId(),
                dispute.id(),
                dispute.captureId(),
                dispute.amount(),
                dispute.reason(),
                dispute.state(),
                dispute.funds()));
    }

    /** By what we know of the capture; else PayPal tells our id. */
    private Optional<Taken> takenOf(String captureId) {
        if (captureId.isEmpty()) {
            return Optional.empty();
        }
        return transactions
                .find(PaymentProvider.PayPal, captureId)
                .map(known -> new Taken(known.paymentId(), captureId, Optional.empty()))
                .or(() -> {
                    PayPalCapture capture = read(captureId);
                    return capture.paymentId().map(id -> new Taken(id, captureId, Optional.of(capture)));
                });
    }

    private PayPalCapture read(String captureId) {
        return PayPalCapture.of(calls.get("/v2/payments/captures/{id}", captureId));
    }

    private Meaning command(PaymentCommand command) {
        return new Meaning.Command(
                command, orders.correlationOf(command.paymentId()).orElse(null));
    }
}
