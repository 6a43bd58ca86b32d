package io.medicaledu.receipt.saga;

import io.medicaledu.payment.api.PaymentEvent.ExternalRefundRecorded;
import io.medicaledu.payment.api.PaymentEvent.PaymentCaptured;
import io.medicaledu.payment.api.PaymentEvent.RefundFailed;
import io.medicaledu.payment.api.PaymentEvent.RefundRequested;
import io.medicaledu.payment.api.PaymentEvent.RefundReversed;
import io.medicaledu.payment.api.PaymentEvent.RefundSucceeded;
import io.medicaledu.payment.api.PaymentEvent.SurplusCaptured;
import io.medicaledu.receipt.api.ReceiptCommand;
import io.medicaledu.receipt.api.ReceiptCommand.IssueCreditNote;
import io.medicaledu.receipt.api.ReceiptCommand.IssueReceipt;
import io.medicaledu.receipt.api.ReceiptCommand.ReverseCreditNote;
import io.medicaledu.receipt.saga.ExpectedCreditNotes.CreditedCapture;
import io.medicaledu.shared.saga.SagaCommands;
import java.time.Instant;
import java.util.Optional;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.Timestamp;
import org.springframework.stereotype.Component;

/**
 * A receipt for money that came in, at once; a credit note for money that went back, not before it did, and a reversal of
 * that if the money came back after all. Between a refund's request and its result it remembers whose money it is and of
 * which capture.
 */
@Component
@ProcessingGroup("receipt")
class ReceiptSaga {

    private final CommandGateway gateway;
    private final ExpectedCreditNotes expected;

    ReceiptSaga(CommandGateway gateway, ExpectedCreditNotes expected) {
        this.gateway = gateway;
        this.expected = expected;
    }

    @EventHandler
    void on(PaymentCaptured event) {
        send(new IssueReceipt(
                event.paymentId(),
                event.bookingId(),
                event.userId(),
                event.providerTransactionId(),
                event.captured(),
                event.capturedAt()));
    }

    /** It goes back at once, and has a credit note then. */
    @EventHandler
    void on(SurplusCaptured event) {
        send(new IssueReceipt(
                event.paymentId(),
                event.bookingId(),
                event.userId(),
                event.providerTransactionId(),
                event.captured(),
                event.capturedAt()));
    }

    @EventHandler
    void on(ExternalRefundRecorded event, @Timestamp Instant recordedAt) {
        send(new IssueCreditNote(
                event.refundId(),
                event.paymentId(),
                event.bookingId(),
                event.userId(),
                event.providerTransactionId(),
                event.providerRefundId(),
                event.amount(),
                recordedAt));
    }

    @EventHandler
    void on(RefundRequested event) {
        expected.add(event.refundId(), new CreditedCapture(event.userId(), event.providerTransactionId()));
    }

    /** A refund that nobody here has asked for has a credit note all the same. */
    @EventHandler
    void on(RefundSucceeded event, @Timestamp Instant refundedAt) {
        Optional<CreditedCapture> capture = expected.remove(event.refundId());
        send(new IssueCreditNote(
                event.refundId(),
                event.paymentId(),
                event.bookingId(),
                capture.map(CreditedCapture::userId).orElse(null),
                capture.map(CreditedCapture::providerTransactionId).orElse(null),
                event.providerRefundId(),
                event.amount(),
                refundedAt));
    }

    @EventHandler
    void on(RefundFailed event) {
        expected.remove(event.refundId());
    }

    /** Weeks later, maybe: nothing has to be remembered for it. */
    @EventHandler
    void on(RefundReversed event, @Timestamp Instant reversedAt) {
        send(new ReverseCreditNote(
                event.refundId(), event.paymentId(), event.bookingId(), event.amount(), event.reason(), reversedAt));
    }

    private void send(ReceiptCommand command) {
        SagaCommands.send(gateway, ReceiptSaga.class, command);
    }
}
