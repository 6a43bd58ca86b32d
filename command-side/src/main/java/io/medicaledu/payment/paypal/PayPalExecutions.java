package io.medicaledu.payment.paypal;

import io.medicaledu.payment.api.PaymentCommand.DisputeState;
import io.medicaledu.payment.command.PaymentGateway.RefundState;
import io.medicaledu.payment.command.ProviderRefusedException;
import io.medicaledu.shared.Money;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * PayPal may show the execution of a dispute as a refund that nobody has asked for, too. The dispute stands for that money
 * then: it must not count twice. A lost dispute explains one refund of what was lost; an open one those that it may end
 * with, until it is known how it does: up to what is disputed, and none that fits in what is not.
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
        Stream<JsonNode> others =
                succeeded(capture).stream().filter(other -> !id(other).equals(id(refund)));
        return unexplained(Stream.concat(others, Stream.of(refund)).toList(), capture, about).stream()
                .noneMatch(each -> id(each).equals(id(refund)));
    }

    /** The refunds of a capture that are not ours and that no dispute explains. */
    List<JsonNode> unexplained(PayPalCapture capture, List<PayPalDispute> about) {
        return unexplained(succeeded(capture), capture, about);
    }

    private static List<JsonNode> unexplained(
            List<JsonNode> refunds, PayPalCapture capture, List<PayPalDispute> about) {
        List<JsonNode> left = new ArrayList<>(refunds);
        left.removeIf(refund -> isOurs(refund, capture));
        Money room = undisputed(capture, about);
        for (JsonNode refund : refunds) {
            room = isOurs(refund, capture) ? without(room, refund) : room;
        }
        left.sort(Comparator.comparing((JsonNode refund) -> PayPalJson.time(refund, "create_time"))
                .thenComparing(PayPalExecutions::id));
        for (PayPalDispute dispute : about) {
            left.stream().filter(dispute::wasLostBy).findFirst().ifPresent(left::remove);
        }
        List<PayPalDispute> open = new ArrayList<>(about);
        List<JsonNode> unexplained = new ArrayList<>();
        for (JsonNode refund : left) {
            Optional<PayPalDispute> explaining =
                    fits(room, refund) ? Optional.empty() : first(open, dispute -> dispute.mayEndWith(refund));
            if (explaining.isPresent()) {
                open.replaceAll(dispute -> dispute == explaining.get() ? dispute.without(refund) : dispute);
            } else {
                room = without(room, refund);
                unexplained.add(refund);
            }
        }
        return unexplained;
    }

    /** What no dispute is about, and none has cost. */
    private static Money undisputed(PayPalCapture capture, List<PayPalDispute> about) {
        return about.stream()
                .filter(dispute -> dispute.state() != DisputeState.Won)
                .map(PayPalDispute::amountAtStake)
                .filter(amount -> amount.currency().equals(capture.amount().currency()))
                .reduce(capture.amount(), Money::minus);
    }

    private static Optional<PayPalDispute> first(List<PayPalDispute> disputes, Predicate<PayPalDispute> matching) {
        return disputes.stream().filter(matching).findFirst();
    }

    private static boolean fits(Money room, JsonNode refund) {
        Money refunded = PayPalDispute.amountOf(refund);
        return refunded.currency().equals(room.currency()) && refunded.compareTo(room) <= 0;
    }

    private static Money without(Money room, JsonNode refund) {
        Money refunded = PayPalDispute.amountOf(refund);
        return refunded.currency().equals(room.currency()) ? room.minus(refunded) : room;
    }

    private static boolean isOurs(JsonNode refund, PayPalCapture capture) {
        return PayPalRefunds.ourId(refund)
                .filter(id -> !capture.paymentId().filter(id::equals).isPresent())
                .isPresent();
    }

    /** The order lists the refunds of its captures. */
    private List<JsonNode> succeeded(PayPalCapture capture) {
        if (capture.orderId().isEmpty()) {
            return List.of();
        }
        try {
            return PayPalOrder.of(calls.get("/v2/checkout/orders/{id}", capture.orderId())).refunds().stream()
                    .filter(refund -> capture.id().equals(PayPalJson.up(refund, "/captures/")))
                    .filter(refund -> PayPalRefunds.stateOf(refund) instanceof RefundState.Succeeded)
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
