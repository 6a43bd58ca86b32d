package io.medicaledu.payment.reconciliation;

import io.medicaledu.payment.api.PaymentCommand;
import io.medicaledu.payment.api.PaymentCommand.DisputeState;
import io.medicaledu.payment.api.PaymentCommand.RecordCapture;
import io.medicaledu.payment.api.PaymentCommand.RecordDispute;
import io.medicaledu.payment.api.PaymentCommand.RecordExternalRefund;
import io.medicaledu.payment.api.PaymentCommand.RecordRefundFailed;
import io.medicaledu.payment.api.PaymentCommand.RecordRefundSucceeded;
import io.medicaledu.shared.Ids;
import io.medicaledu.shared.Money;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/** The command that a difference's action stands for: the same that the lost webhook would have given. */
final class RepairCommands {

    private RepairCommands() {}

    /** Empty if the action is none of the payment's. */
    static Optional<PaymentCommand> of(Finding finding) {
        UUID payment = finding.paymentId();
        if (payment == null) {
            return Optional.empty();
        }
        return switch (finding.action()) {
            case RecordCapture ->
                Optional.of(new RecordCapture(payment, finding.reference(), there(finding), finding.at()));
            case RecordRefund -> Optional.of(refund(payment, finding));
            case RecordRefundFailure ->
                Optional.of(new RecordRefundFailed(
                        payment,
                        finding.refundId() == null
                                ? Ids.externalRefund(payment, finding.reference())
                                : finding.refundId(),
                        reason(finding, "unknown"),
                        finding.reference()));
            case RecordDispute ->
                Optional.of(new RecordDispute(
                        payment,
                        finding.reference(),
                        String.valueOf(finding.captureReference()),
                        there(finding),
                        reason(finding, "general"),
                        stateOf(finding),
                        null));
            case AskProvider, Investigate -> Optional.empty();
        };
    }

    private static PaymentCommand refund(UUID payment, Finding finding) {
        UUID refundId = finding.refundId();
        return refundId == null
                ? new RecordExternalRefund(
                        payment, String.valueOf(finding.captureReference()), finding.reference(), there(finding))
                : new RecordRefundSucceeded(payment, refundId, finding.reference());
    }

    private static Money there(Finding finding) {
        return Objects.requireNonNull(finding.amountThere());
    }

    private static String reason(Finding finding, String otherwise) {
        return finding.reason() == null ? otherwise : finding.reason();
    }

    private static DisputeState stateOf(Finding finding) {
        return switch (Objects.requireNonNull(finding.stateThere())) {
            case Pending, Succeeded -> DisputeState.Open;
            case Failed -> DisputeState.Won;
            case Lost -> DisputeState.Lost;
        };
    }
}
