package io.medicaledu.payment.paypal;

import io.medicaledu.shared.Money;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/**
 * What PayPal says of a capture (https://developer.paypal.com/docs/api/payments/v2/#captures).
 *
 * @param paymentId our own id, which went with the order
 * @param orderId empty if PayPal does not say
 * @param capturedAt when the money came; of one that was pending, when that ended
 * @param reason why it is pending or was declined; empty if PayPal does not say
 */
record PayPalCapture(
        String id,
        String status,
        Money amount,
        Optional<UUID> paymentId,
        String orderId,
        Instant capturedAt,
        String reason) {

    static PayPalCapture of(JsonNode capture) {
        String status = capture.path("status").asString("");
        String time = status.equals("COMPLETED") ? "update_time" : "create_time";
        return new PayPalCapture(
                capture.path("id").asString(""),
                status,
                PayPalAmounts.money(capture.path("amount")),
                PayPalJson.id(capture, "custom_id"),
                capture.path("supplementary_data")
                        .path("related_ids")
                        .path("order_id")
                        .asString(PayPalJson.up(capture, "/orders/")),
                PayPalJson.time(capture, time),
                capture.path("status_details").path("reason").asString(""));
    }

    /** Whether it has brought money, even if that has gone back since. */
    boolean isPaid() {
        return switch (status) {
            case "COMPLETED", "PARTIALLY_REFUNDED", "REFUNDED" -> true;
            default -> false;
        };
    }

    /** Whether something of it has gone back. */
    boolean isRefunded() {
        return status.equals("PARTIALLY_REFUNDED") || status.equals("REFUNDED");
    }

    boolean isPending() {
        return status.equals("PENDING");
    }

    String declineCode() {
        return reason.isEmpty() ? "CAPTURE_DECLINED" : reason;
    }
}
