package io.medicaledu.payment.paypal;

import io.medicaledu.payment.command.PaymentGateway.RefundState;
import io.medicaledu.payment.command.ProviderRefusedException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * PayPal may show the execution of a dispute as a refund that nobody has asked for, too. The dispute stands for that money
 * then: it must not count twice. A lost dispute explains one refund of what was lost; an open one any that it may end
 * with, until it is known how it does.
 */
final class PayPalExecutions {

    private final PayPalCalls calls;

    PayPalExecutions(PayPalCalls calls) {
        this.calls = calls;
    }

    /**
     * Whether a dispute stands for the money of this refund.
     *
     * @param refund of the capture; not ours, and succeeded
     * @param about the disputes about the capture
     */
    boolean explain(JsonNode refund, PayPalCapture capture, List<PayPalDispute> about) {
        if (about.isEmpty()) {
            return false;
        }
        List<JsonNode> others = foreign(capture).stream()
                .filter(other -> !id(other).equals(id(refund)))
                .toList();
        return unexplained(Stream.concat(others.stream(), Stream.of(refund)).toList(), about).stream()
                .noneMatch(each -> id(each).equals(id(refund)));
    }

    /** The refunds of a capture that are not ours and that no dispute explains. */
    List<JsonNode> unexplained(PayPalCapture capture, List<PayPalDispute> about) {
        return unexplained(foreign(capture), about);
    }

    private static List<JsonNode> unexplained(List<JsonNode> refunds, List<PayPalDispute> about) {
        List<JsonNode> left = new ArrayList<>(refunds);
        left.sort(Comparator.comparing((JsonNode refund) -> PayPalJson.time(refund, "create_time"))
                .thenComparing(PayPalExecutions::id));
        for (PayPalDispute dispute : about) {
            left.stream().filter(dispute::wasLostBy).findFirst().ifPresent(left::remove);
        }
        left.removeIf(refund -> about.stream().anyMatch(dispute -> dispute.mayEndWith(refund)));
        return left;
    }

    /** The order lists the refunds of its captures. */
    private List<JsonNode> foreign(PayPalCapture capture) {
        if (capture.orderId().isEmpty()) {
            return List.of();
        }
        try {
            return PayPalOrder.of(calls.get("/v2/checkout/orders/{id}", capture.orderId())).refunds().stream()
                    .filter(refund -> capture.id().equals(PayPalJson.up(refund, "/captures/")))
                    .filter(refund -> PayPalRefunds.stateOf(refund) instanceof RefundState.Succeeded)
                    .filter(refund -> PayPalRefunds.ourId(refund)
                            .filter(id ->
                                    !capture.paymentId().filter(id::equals).isPresent())
                            .isEmpty())
                    .toList();
        } catch (ProviderRefusedException e) {
            if (PayPalRefusal.isNotFound(e)) {
                return List.of();
            }
            throw e;
        }
    }

    private static String id(JsonNode refund) {
        return refund.path("id").asString("");
    }
}
