package io.medicaledu.receipt.saga;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
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
import io.medicaledu.shared.saga.SagaCommands;
import java.time.Instant;
import java.util.UUID;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.eventhandling.Timestamp;
import org.axonframework.modelling.saga.EndSaga;
import org.axonframework.modelling.saga.SagaEventHandler;
import org.axonframework.modelling.saga.StartSaga;
import org.axonframework.spring.stereotype.Saga;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * A receipt for money that came in, at once; a credit note for money that went back, not before it did, and a reversal of
 * that if the money came back after all. Between a
 * refund's request and its result it remembers whose money it is and of which capture.
 */
@Saga
@JsonAutoDetect(
        fieldVisibility = Visibility.ANY,
        getterVisibility = Visibility.NONE,
        isGetterVisibility = Visibility.NONE,
        setterVisibility = Visibility.NONE)
public class ReceiptSaga {

    private static final String PAYMENT = "paymentId";
    private static final String REFUND = "refundId";

    private transient CommandGateway gateway;

    private @Nullable UUID userId;
    private @Nullable String providerTransactionId;

    /** Axon makes sagas without arguments. */
    @SuppressWarnings("NullAway.Init")
    public ReceiptSaga() {}

    @Autowired
    void setGateway(CommandGateway gateway) {
        this.gateway = gateway;
    }

    @StartSaga
    @EndSaga
    @SagaEventHandler(associationProperty = PAYMENT)
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
    @StartSaga
    @EndSaga
    @SagaEventHandler(associationProperty = PAYMENT)
    void on(SurplusCaptured event) {
        send(new IssueReceipt(
                event.paymentId(),
                event.bookingId(),
                event.userId(),
                event.providerTransactionId(),
                event.captured(),
                event.capturedAt()));
    }

    @StartSaga
    @EndSaga
    @SagaEventHandler(associationProperty = REFUND)
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

    @StartSaga
    @SagaEventHandler(associationProperty = REFUND)
    void on(RefundRequested event) {
        userId = event.userId();
        providerTransactionId = event.providerTransactionId();
    }

    /** Starts one too: a refund that nobody here has asked for has a credit note all the same. */
    @StartSaga
    @EndSaga
    @SagaEventHandler(associationProperty = REFUND)
    void on(RefundSucceeded event, @Timestamp Instant refundedAt) {
        send(new IssueCreditNote(
                event.refundId(),
                event.paymentId(),
                event.bookingId(),
                userId,
                providerTransactionId,
                event.providerRefundId(),
                event.amount(),
                refundedAt));
    }

    @EndSaga
    @SagaEventHandler(associationProperty = REFUND)
    void on(RefundFailed event) {
        providerTransactionId = null;
    }

    /** Weeks later, maybe: nothing has to be remembered for it. */
    @StartSaga
    @EndSaga
    @SagaEventHandler(associationProperty = REFUND)
    void on(RefundReversed event, @Timestamp Instant reversedAt) {
        send(new ReverseCreditNote(
                event.refundId(), event.paymentId(), event.bookingId(), event.amount(), event.reason(), reversedAt));
    }

    private void send(ReceiptCommand command) {
        SagaCommands.send(gateway, ReceiptSaga.class, command);
    }
}
