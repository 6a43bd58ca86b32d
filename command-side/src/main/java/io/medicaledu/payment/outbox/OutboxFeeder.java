package io.medicaledu.payment.outbox;

import io.medicaledu.payment.api.PaymentEvent.CaptureRequested;
import io.medicaledu.payment.api.PaymentEvent.CheckoutClosed;
import io.medicaledu.payment.api.PaymentEvent.CheckoutClosing;
import io.medicaledu.payment.api.PaymentEvent.CheckoutFailed;
import io.medicaledu.payment.api.PaymentEvent.CheckoutOpened;
import io.medicaledu.payment.api.PaymentEvent.PaymentCancelled;
import io.medicaledu.payment.api.PaymentEvent.PaymentCaptured;
import io.medicaledu.payment.api.PaymentEvent.PaymentDeclined;
import io.medicaledu.payment.api.PaymentEvent.PaymentFlagged;
import io.medicaledu.payment.api.PaymentEvent.PaymentProcessing;
import io.medicaledu.payment.api.PaymentEvent.PaymentStarted;
import io.medicaledu.payment.api.PaymentEvent.RefundFailed;
import io.medicaledu.payment.api.PaymentEvent.RefundRequested;
import io.medicaledu.payment.api.PaymentEvent.RefundSucceeded;
import io.medicaledu.shared.MetaDataKeys;
import io.medicaledu.shared.command.RequestContext;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.EventMessage;
import org.springframework.stereotype.Component;

/**
 * Queues provider calls, and takes them out again, in the transaction of the events that ask for them and that record
 * their results. It subscribes to the event bus, so a replay never repeats a call.
 */
@Component
@ProcessingGroup("outbox")
class OutboxFeeder {

    private final OutboxWorker worker;

    OutboxFeeder(OutboxWorker worker) {
        this.worker = worker;
    }

    @EventHandler
    void on(PaymentStarted event, EventMessage<?> message) {
        add(
                new ProviderCall.OpenCheckout(
                        event.paymentId(), event.bookingId(), event.provider(), event.amount(), event.payUntil()),
                message);
    }

    @EventHandler
    void on(CheckoutOpened event) {
        worker.remove(ProviderCall.OpenCheckout.idOf(event.paymentId()));
    }

    @EventHandler
    void on(CheckoutFailed event) {
        worker.remove(ProviderCall.OpenCheckout.idOf(event.paymentId()));
    }

    @EventHandler
    void on(CaptureRequested event, EventMessage<?> message) {
        add(
                new ProviderCall.CaptureOrder(
                        event.paymentId(), event.provider(), event.providerSessionId(), event.attempt()),
                message);
    }

    @EventHandler
    void on(PaymentCaptured event) {
        worker.remove(ProviderCall.CaptureOrder.idOf(event.paymentId()));
    }

    @EventHandler
    void on(PaymentFlagged event) {
        worker.remove(ProviderCall.CaptureOrder.idOf(event.paymentId()));
    }

    @EventHandler
    void on(PaymentProcessing event) {
        worker.remove(ProviderCall.CaptureOrder.idOf(event.paymentId()));
    }

    @EventHandler
    void on(PaymentDeclined event) {
        worker.remove(ProviderCall.CaptureOrder.idOf(event.paymentId()));
    }

    /** A call that was tried already may have had its effect; it goes on until that is known. */
    @EventHandler
    void on(PaymentCancelled event) {
        worker.removeUntried(ProviderCall.OpenCheckout.idOf(event.paymentId()));
        worker.removeUntried(ProviderCall.CaptureOrder.idOf(event.paymentId()));
    }

    @EventHandler
    void on(CheckoutClosing event, EventMessage<?> message) {
        add(new ProviderCall.CloseCheckout(event.paymentId(), event.provider(), event.providerSessionId()), message);
    }

    @EventHandler
    void on(CheckoutClosed event) {
        worker.remove(ProviderCall.CloseCheckout.idOf(event.paymentId()));
    }

    @EventHandler
    void on(RefundRequested event, EventMessage<?> message) {
        add(
                new ProviderCall.Refund(
                        event.paymentId(),
                        event.refundId(),
                        event.provider(),
                        event.providerTransactionId(),
                        event.amount()),
                message);
    }

    @EventHandler
    void on(RefundSucceeded event) {
        worker.remove(ProviderCall.Refund.idOf(event.refundId()));
    }

    @EventHandler
    void on(RefundFailed event) {
        worker.remove(ProviderCall.Refund.idOf(event.refundId()));
    }

    private void add(ProviderCall call, EventMessage<?> message) {
        String correlationId = String.valueOf(
                message.getMetaData().getOrDefault(MetaDataKeys.CORRELATION_ID, message.getIdentifier()));
        worker.add(call, new RequestContext.Cause(correlationId, message.getIdentifier()));
    }
}
