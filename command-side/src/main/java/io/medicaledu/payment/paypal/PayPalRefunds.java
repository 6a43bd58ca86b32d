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
import java.util.Set;
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

    /** Our id is the invoice's, so these say that this very refund was made. */
    private static final Set<String> MADE_BEFORE = Set.of("DUPLICATE_INVOICE_ID", "DUPLICATE_REFUND");

    /**
     * Nothing was done, and what is in the way may go: money that our account lacks, a capture that is not completed, an
     * open case, a restriction that is the operator's to mend. Once a case has taken the money, PayPal says something else.
     */
    private static final Set<String> FOR_NOW = Set.of(
            "REFUND_FAILED_INSUFFICIENT_FUNDS",
            "PENDING_CAPTURE",
            "TRANSACTION_DISPUTED",
            "CAPTURE_DISPUTED_PARTIAL_REFUND_NOT_ALLOWED",
            "PAYEE_ACCOUNT_RESTRICTED",
            "PAYEE_ACCOUNT_LOCKED_OR_CLOSED");

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
        String id = refund.path("id").asString("");
        try {
            return stateOf(calls.get("/v2/payments/refunds/{id}", id));
        } catch (ProviderRefusedException e) {
            // It is there, so it is not refused.
            return new RefundState.Pending(id);
        }
    }

    private JsonNode findOrCreate(RefundRequest request) {
        return switch (find(request)) {
            case Sought.Found found -> found.refund();
            case Sought.Absent absent -> create(request);
            case Sought.Unknown unknown -> {
                if (clock.instant().isAfter(request.requestedAt().plus(KEY_LIFETIME))) {
                    throw unknown(request, new IllegalStateException("its request id may be forgotten"));
                }
                yield create(request);
            }
        };
    }

    private static ProviderUnavailableException unknown(RefundRequest request, Exception cause) {
        return new ProviderUnavailableException(
                "PayPal: does not tell whether refund " + request.refundId() + " was made", true, cause);
    }

    private JsonNode create(RefundRequest request) {
        String ours = request.refundId().toString();
        try {
            return calls.post(
                    "refund-" + ours,
                    Map.of("amount", PayPalAmounts.of(request.amount()), "custom_id", ours, "invoice_id", ours),
                    "/v2/payments/captures/{id}/refund",
                    request.providerTransactionId());
        } catch (ProviderRefusedException e) {
            String issue = PayPalRefusal.in(e)
                    .filter(refusal -> refusal.status() == PayPalRefusal.UNPROCESSABLE)
                    .map(PayPalRefusal::issue)
                    .orElse("");
            if (MADE_BEFORE.contains(issue)) {
                return madeBefore(request, e);
            }
            throw FOR_NOW.contains(issue)
                    ? new ProviderUnavailableException(String.valueOf(e.getMessage()), false, e)
                    : e;
        }
    }

    private JsonNode madeBefore(RefundRequest request, ProviderRefusedException e) {
        if (find(request) instanceof Sought.Found found) {
            return found.refund();
        }
        throw unknown(request, e);
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
            // What may not be looked at, or is gone, does not tell that there is no refund.
            return new Sought.Unknown();
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
