package io.medicaledu.payment.paypal;

import io.medicaledu.payment.command.PaymentGateway.CaptureState;
import io.medicaledu.payment.command.PaymentGateway.Checkout;
import io.medicaledu.payment.command.PaymentGateway.CheckoutRequest;
import io.medicaledu.payment.command.PaymentGateway.CheckoutState;
import io.medicaledu.payment.command.ProviderRefusedException;
import io.medicaledu.payment.command.ProviderUnavailableException;
import io.medicaledu.payment.command.PublicUrls;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Orders (https://developer.paypal.com/docs/api/orders/v2/): created, captured, looked at in the end. */
final class PayPalCheckouts {

    /**
     * PayPal keeps the request ids of orders for 6 hours; from here on a repetition could create a second one. Orders
     * cannot be searched for. One that an earlier attempt may have created is harmless: its approval page was never
     * told to anybody, so nobody can approve it, and PayPal ends it by itself.
     */
    private static final Duration KEY_LIFETIME = Duration.ofHours(5).plusMinutes(30);

    private static final String ORDER = "/v2/checkout/orders/{id}";
    private static final int DESCRIPTION = 127;

    private final PayPalCalls calls;
    private final PublicUrls urls;
    private final Clock clock;

    PayPalCheckouts(PayPalCalls calls, PublicUrls urls, Clock clock) {
        this.calls = calls;
        this.urls = urls;
        this.clock = clock;
    }

    Checkout open(CheckoutRequest request) {
        if (clock.instant().isAfter(request.requestedAt().plus(KEY_LIFETIME))) {
            throw new ProviderRefusedException("PayPal was not reached within hours", null);
        }
        PayPalOrder order = PayPalOrder.of(
                calls.post("checkout-" + request.paymentId(), parameters(request), "/v2/checkout/orders"));
        return new Checkout(order.id(), order.approvalUrl());
    }

    private Map<String, ?> parameters(CheckoutRequest request) {
        String description = request.description();
        String bookingPage = urls.booking(request.bookingId());
        Map<String, String> page = Map.of(
                "return_url", bookingPage,
                "cancel_url", bookingPage,
                "user_action", "PAY_NOW",
                "shipping_preference", "NO_SHIPPING",
                // A seat is held for minutes; an e-cheque takes days.
                "payment_method_preference", "IMMEDIATE_PAYMENT_REQUIRED");
        return Map.of(
                "intent",
                "CAPTURE",
                "purchase_units",
                List.of(Map.of(
                        "custom_id", request.paymentId().toString(),
                        "description", description.substring(0, Math.min(description.length(), DESCRIPTION)),
                        "amount", PayPalAmounts.of(request.amount()))),
                "payment_source",
                Map.of("paypal", Map.of("experience_context", page)));
    }

    /**
     * Takes the money. An order can be captured once only: what an earlier attempt has taken, even one whose request id
     * PayPal has forgotten, comes back as {@code ORDER_ALREADY_CAPTURED}, and then the order tells.
     */
    CaptureState capture(UUID paymentId, String orderId, int attempt) {
        try {
            String requestId = "capture-" + paymentId + "-" + attempt;
            return stateOf(PayPalOrder.of(calls.post(requestId, Map.of(), ORDER + "/capture", orderId)))
                    .orElseGet(() -> reread(orderId));
        } catch (ProviderRefusedException e) {
            PayPalRefusal refusal = PayPalRefusal.in(e)
                    .filter(each -> each.status() == PayPalRefusal.UNPROCESSABLE)
                    .orElseThrow(() -> e);
            return refusal.issue().equals("ORDER_ALREADY_CAPTURED")
                    ? reread(orderId)
                    : new CaptureState.Declined(refusal.issue());
        }
    }

    private CaptureState reread(String orderId) {
        return stateOf(read(orderId))
                .orElseThrow(() -> new ProviderUnavailableException(
                        "PayPal: the order's capture is not to be seen yet",
                        true,
                        new IllegalStateException("no capture")));
    }

    private static Optional<CaptureState> stateOf(PayPalOrder order) {
        return order.paid()
                .<CaptureState>map(
                        capture -> new CaptureState.Captured(capture.id(), capture.amount(), capture.capturedAt()))
                .or(() -> order.pending().map(capture -> new CaptureState.Processing(capture.id())))
                .or(() -> order.declined().map(capture -> new CaptureState.Declined(capture.declineCode())));
    }

    /**
     * PayPal cannot cancel an order. It does not have to: an order is paid by our capture only, and nobody captures it
     * once its payment is cancelled, approved or not.
     */
    CheckoutState close(String orderId) {
        try {
            return read(orderId)
                    .paid()
                    .<CheckoutState>map(
                            capture -> new CheckoutState.Paid(capture.id(), capture.amount(), capture.capturedAt()))
                    .orElseGet(CheckoutState.Closed::new);
        } catch (ProviderRefusedException e) {
            if (PayPalRefusal.isNotFound(e)) {
                // PayPal forgets orders that nobody has paid.
                return new CheckoutState.Closed();
            }
            throw e;
        }
    }

    private PayPalOrder read(String orderId) {
        return PayPalOrder.of(calls.get(ORDER, orderId));
    }
}
