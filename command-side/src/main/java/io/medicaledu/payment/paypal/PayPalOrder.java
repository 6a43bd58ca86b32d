package io.medicaledu.payment.paypal;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/**
 * What PayPal says of an order (https://developer.paypal.com/docs/api/orders/v2/).
 *
 * @param paymentId our own id, which went with it
 * @param refunds of its captures, as PayPal writes them
 */
record PayPalOrder(
        String id,
        String status,
        Optional<UUID> paymentId,
        List<PayPalCapture> captures,
        List<JsonNode> refunds,
        String approvalUrl) {

    static PayPalOrder of(JsonNode order) {
        JsonNode unit = order.path("purchase_units").path(0);
        JsonNode payments = unit.path("payments");
        List<PayPalCapture> captures =
                payments.path("captures").valueStream().map(PayPalCapture::of).toList();
        return new PayPalOrder(
                order.path("id").asString(""),
                order.path("status").asString(""),
                PayPalJson.id(unit, "custom_id")
                        .or(() -> captures.stream()
                                .flatMap(capture -> capture.paymentId().stream())
                                .findFirst()),
                captures,
                payments.path("refunds").valueStream().toList(),
                PayPalJson.link(order, "payer-action")
                        .or(() -> PayPalJson.link(order, "approve"))
                        .orElse(""));
    }

    boolean isApproved() {
        return status.equals("APPROVED");
    }

    boolean isCompleted() {
        return status.equals("COMPLETED");
    }

    boolean isVoided() {
        return status.equals("VOIDED");
    }

    Optional<PayPalCapture> paid() {
        return captures.stream().filter(PayPalCapture::isPaid).findFirst();
    }

    Optional<PayPalCapture> pending() {
        return captures.stream().filter(PayPalCapture::isPending).findFirst();
    }

    /** A capture of which neither money came nor is to come. */
    Optional<PayPalCapture> declined() {
        return captures.stream()
                .filter(capture -> !capture.isPaid() && !capture.isPending())
                .reduce((first, second) -> second);
    }
}
