package io.medicaledu.payment.paypal;

import io.medicaledu.payment.command.PaymentGateway.RefundRequest;
import io.medicaledu.payment.command.PaymentGateway.RefundState;
import io.medicaledu.payment.command.ProviderRefusedException;
import io.medicaledu.payment.command.ProviderUnavailableException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/**
 * Refunds of captures (https://developer.paypal.com/docs/api/payments/v2/#captures_refund). Our id goes with each, as its
 * custom id and as its request id. PayPal keeps request ids of refunds for 45 days, so a refund that may have been made is
 * looked for before it is asked for again.
 */
final class PayPalRefunds {

    /** Well within PayPal's 45 days: until then a repeated call is the same call, whatever a look-up tells. */
    private static final Duration KEY_LIFETIME = Duration.ofDays(30);

    private final PayPalCalls calls;
    private final Clock clock;

    PayPalRefunds(PayPalCalls calls, Clock clock) {
        this.calls = calls;
        this.clock = clock;
    }

    /** What a look-up has told. */
    private sealed interface Sought {

        record Found(JsonNode refund) implements Sought {}

        /** It was surely not made. */
        record Absent() implements Sought {}

        /** PayPal does not tell. */
        record Unknown() implements Sought {}
    }

    RefundState refund(RefundRequest request, boolean firstAttempt) {
        JsonNode refund = firstAttempt ? create(request) : findOrCreate(request);
        if (isSettled(refund)) {
            return stateOf(refund);
        }
        // An answer that is repeated for a request id may be as old as the id.
        return stateOf(calls.get("/v2/payments/refunds/{id}", refund.path("id").asString("")));
    }

    private JsonNode findOrCreate(RefundRequest request) {
        return switch (find(request)) {
            case Sought.Found found -> found.refund();
            case Sought.Absent absent -> create(request);
            case Sought.Unknown unknown -> {
                if (clock.instant().isAfter(request.requestedAt().plus(KEY_LIFETIME))) {
                    throw new ProviderUnavailableException(
                            "PayPal: does not tell whether refund " + request.refundId() + " was made",
                            true,
                            new IllegalStateException("its request id may be forgotten"));
                }
                yield create(request);
            }
        };
    }

    private JsonNode create(RefundRequest request) {
        String ours = request.refundId().toString();
        return calls.post(
                "refund-" + ours,
                Map.of("amount", PayPalAmounts.of(request.amount()), "custom_id", ours, "invoice_id", ours),
                "/v2/payments/captures/{id}/refund",
                request.providerTransactionId());
    }

    /** The order lists the refunds of its captures. */
    private Sought find(RefundRequest request) {
        try {
            PayPalCapture capture =
                    PayPalCapture.of(calls.get("/v2/payments/captures/{id}", request.providerTransactionId()));
            if (capture.orderId().isEmpty()) {
                return new Sought.Unknown();
            }
            List<JsonNode> refunds = PayPalOrder.of(calls.get("/v2/checkout/orders/{id}", capture.orderId()))
                    .refunds();
            return refunds.stream()
                    .filter(refund -> isOf(refund, request.refundId()))
                    .findFirst()
                    .<Sought>map(Sought.Found::new)
                    .orElseGet(() -> isWholeList(refunds, capture) ? new Sought.Absent() : new Sought.Unknown());
        } catch (ProviderRefusedException e) {
            if (PayPalRefusal.isNotFound(e)) {
                return new Sought.Unknown();
            }
            throw e;
        }
    }

    /** A capture of which something went back must have a refund that the order shows. */
    private static boolean isWholeList(List<JsonNode> refunds, PayPalCapture capture) {
        return !capture.isRefunded()
                || refunds.stream().anyMatch(refund -> capture.id().equals(PayPalJson.up(refund, "/captures/")));
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
