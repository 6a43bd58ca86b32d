package io.medicaledu.payment.paypal;

import io.medicaledu.payment.command.PaymentGateway.RefundRequest;
import io.medicaledu.payment.command.PaymentGateway.RefundState;
import io.medicaledu.payment.command.ProviderRefusedException;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/**
 * Refunds of captures (https://developer.paypal.com/docs/api/payments/v2/#captures_refund). Our id goes with each, as its
 * custom id and as its request id, which PayPal keeps for 45 days.
 */
final class PayPalRefunds {

    private final PayPalCalls calls;

    PayPalRefunds(PayPalCalls calls) {
        this.calls = calls;
    }

    RefundState refund(RefundRequest request, boolean firstAttempt) {
        Optional<JsonNode> earlier = firstAttempt ? Optional.empty() : find(request);
        JsonNode refund = earlier.orElseGet(() -> create(request));
        if (isSettled(refund)) {
            return stateOf(refund);
        }
        // An answer that is repeated for a request id may be as old as the id.
        return stateOf(calls.get("/v2/payments/refunds/{id}", refund.path("id").asString("")));
    }

    private JsonNode create(RefundRequest request) {
        String ours = request.refundId().toString();
        return calls.post(
                "refund-" + ours,
                Map.of("amount", PayPalAmounts.of(request.amount()), "custom_id", ours, "invoice_id", ours),
                "/v2/payments/captures/{id}/refund",
                request.providerTransactionId());
    }

    /** The order lists the refunds of its captures; if PayPal does not tell of one, the request id still guards it. */
    private Optional<JsonNode> find(RefundRequest request) {
        try {
            PayPalCapture capture =
                    PayPalCapture.of(calls.get("/v2/payments/captures/{id}", request.providerTransactionId()));
            if (capture.orderId().isEmpty()) {
                return Optional.empty();
            }
            return PayPalOrder.of(calls.get("/v2/checkout/orders/{id}", capture.orderId())).refunds().stream()
                    .filter(refund -> isOf(refund, request.refundId()))
                    .findFirst();
        } catch (ProviderRefusedException e) {
            return Optional.empty();
        }
    }

    private static boolean isOf(JsonNode refund, UUID refundId) {
        return ourId(refund).filter(refundId::equals).isPresent();
    }

    /** The id that we have given a refund; some are not from here, and may have the payment's id instead. */
    static Optional<UUID> ourId(JsonNode refund) {
        return PayPalJson.id(refund, "custom_id").or(() -> PayPalJson.id(refund, "invoice_id"));
    }

    private static boolean isSettled(JsonNode refund) {
        return !(stateOf(refund) instanceof RefundState.Pending);
    }

    static RefundState stateOf(JsonNode refund) {
        String id = refund.path("id").asString("");
        return switch (refund.path("status").asString("")) {
            case "COMPLETED" -> new RefundState.Succeeded(id);
            case "FAILED", "CANCELLED" ->
                new RefundState.Failed(
                        refund.path("status_details").path("reason").asString("unknown"), id);
            default -> new RefundState.Pending(id);
        };
    }
}
