package io.medicaledu.payment.outbox;

import io.medicaledu.payment.api.PaymentCommand.RecordCapture;
import io.medicaledu.payment.api.PaymentCommand.RecordCheckoutClosed;
import io.medicaledu.payment.api.PaymentCommand.RecordCheckoutFailed;
import io.medicaledu.payment.api.PaymentCommand.RecordCheckoutOpened;
import io.medicaledu.payment.api.PaymentCommand.RecordDecline;
import io.medicaledu.payment.api.PaymentCommand.RecordProcessing;
import io.medicaledu.payment.api.PaymentCommand.RecordRefundFailed;
import io.medicaledu.payment.api.PaymentCommand.RecordRefundSucceeded;
import io.medicaledu.payment.command.PaymentGateway;
import io.medicaledu.payment.command.PaymentGateways;
import io.medicaledu.payment.command.ProviderRefusedException;
import io.medicaledu.shared.command.Commands;
import io.medicaledu.shared.command.RequestContext;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Makes one provider call and records what came of it. */
@Component
class ProviderCalls {

    private final PaymentGateways gateways;
    private final Commands commands;

    ProviderCalls(PaymentGateways gateways, Commands commands) {
        this.gateways = gateways;
        this.commands = commands;
    }

    /** @param requestedAt when the call was queued */
    void make(ProviderCall call, int attempt, Instant requestedAt) {
        PaymentGateway gateway = gateways.of(call.provider());
        switch (call) {
            case ProviderCall.OpenCheckout open -> openCheckout(gateway, open, requestedAt);
            case ProviderCall.CloseCheckout close -> closeCheckout(gateway, close);
            case ProviderCall.CaptureOrder capture -> capture(gateway, capture);
            case ProviderCall.Refund refund ->
                refund(
                        gateway,
                        new PaymentGateway.RefundRequest(
                                refund.paymentId(),
                                refund.refundId(),
                                refund.providerTransactionId(),
                                refund.amount(),
                                requestedAt),
                        attempt == 1);
            case ProviderCall.CheckRefund check ->
                refund(
                        gateway,
                        new PaymentGateway.RefundRequest(
                                check.paymentId(),
                                check.refundId(),
                                check.providerTransactionId(),
                                check.amount(),
                                check.requestedAt()),
                        false);
        }
    }

    private void openCheckout(PaymentGateway gateway, ProviderCall.OpenCheckout call, Instant requestedAt) {
        UUID paymentId = call.paymentId();
        try {
            PaymentGateway.Opening opening = gateway.openCheckout(new PaymentGateway.CheckoutRequest(
                    paymentId,
                    call.bookingId(),
                    call.amount(),
                    "MedicalEdu booking " + call.bookingId(),
                    requestedAt,
                    call.payUntil(),
                    correlationId()));
            switch (opening) {
                case PaymentGateway.Checkout checkout ->
                    commands.send(new RecordCheckoutOpened(paymentId, checkout.providerSessionId(), checkout.url()));
                case PaymentGateway.Opening.Over over -> commands.send(new RecordCheckoutClosed(paymentId));
                case PaymentGateway.Opening.Completed completed -> {
                    // A webhook brings the capture, or reconciliation does.
                }
            }
        } catch (ProviderRefusedException e) {
            commands.send(new RecordCheckoutFailed(paymentId, String.valueOf(e.getMessage())));
        }
    }

    private static @Nullable String correlationId() {
        RequestContext context = RequestContext.current();
        return context == null || context.cause() == null
                ? null
                : context.cause().correlationId();
    }

    private void closeCheckout(PaymentGateway gateway, ProviderCall.CloseCheckout call) {
        switch (gateway.closeCheckout(call.paymentId(), call.providerSessionId())) {
            case PaymentGateway.CheckoutState.Closed closed ->
                commands.send(new RecordCheckoutClosed(call.paymentId()));
            case PaymentGateway.CheckoutState.Paid paid ->
                commands.send(new RecordCapture(
                        call.paymentId(), paid.providerTransactionId(), paid.captured(), paid.capturedAt()));
        }
    }

    private void capture(PaymentGateway gateway, ProviderCall.CaptureOrder call) {
        UUID paymentId = call.paymentId();
        try {
            commands.send(
                    switch (gateway.capture(paymentId, call.providerSessionId(), call.attempt())) {
                        case PaymentGateway.CaptureState.Captured done ->
                            new RecordCapture(
                                    paymentId, done.providerTransactionId(), done.captured(), done.capturedAt());
                        case PaymentGateway.CaptureState.Processing processing ->
                            new RecordProcessing(paymentId, processing.providerTransactionId());
                        case PaymentGateway.CaptureState.Declined declined ->
                            new RecordDecline(paymentId, declined.declineCode());
                    });
        } catch (ProviderRefusedException e) {
            commands.send(new RecordDecline(paymentId, String.valueOf(e.getMessage())));
        }
    }

    private void refund(PaymentGateway gateway, PaymentGateway.RefundRequest request, boolean firstAttempt) {
        UUID paymentId = request.paymentId();
        UUID refundId = request.refundId();
        try {
            switch (gateway.refund(request, firstAttempt)) {
                case PaymentGateway.RefundState.Succeeded done ->
                    commands.send(new RecordRefundSucceeded(paymentId, refundId, done.providerRefundId()));
                case PaymentGateway.RefundState.Failed failed ->
                    commands.send(new RecordRefundFailed(
                            paymentId, refundId, String.valueOf(failed.reason()), failed.providerRefundId()));
                case PaymentGateway.RefundState.Pending pending -> {
                    // The provider tells the end by webhook; the refund saga asks again if it does not.
                }
            }
        } catch (ProviderRefusedException e) {
            commands.send(new RecordRefundFailed(paymentId, refundId, String.valueOf(e.getMessage()), null));
        }
    }
}
