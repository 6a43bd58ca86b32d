package io.medicaledu.payment.paypal;

import io.medicaledu.payment.api.PaymentCommand;
import io.medicaledu.payment.api.PaymentCommand.RecordApproval;
import io.medicaledu.payment.api.PaymentCommand.RecordCapture;
import io.medicaledu.payment.api.PaymentCommand.RecordCheckoutClosed;
import io.medicaledu.payment.api.PaymentCommand.RecordDecline;
import io.medicaledu.payment.api.PaymentCommand.RecordProcessing;
import io.medicaledu.payment.api.PaymentProvider;
import io.medicaledu.payment.webhook.WebhookTranslator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What PayPal's events (https://developer.paypal.com/api/rest/webhooks/event-names/) mean for a payment. Of an event only
 * its type and the id of its object are used: PayPal signs no more than a CRC32 of it, so what it says is read anew.
 */
final class PayPalWebhooks implements WebhookTranslator {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final PayPalCalls calls;
    private final PayPalOrders orders;
    private final PayPalReversals reversals;

    PayPalWebhooks(PayPalCalls calls, PayPalOrders orders, PayPalReversals reversals) {
        this.calls = calls;
        this.orders = orders;
        this.reversals = reversals;
    }

    @Override
    public PaymentProvider provider() {
        return PaymentProvider.PayPal;
    }

    @Override
    public Meaning meaningOf(String payload) {
        JsonNode event = JSON.readTree(payload);
        JsonNode resource = event.path("resource");
        return switch (event.path("event_type").asString("")) {
            case "CHECKOUT.ORDER.APPROVED", "CHECKOUT.ORDER.COMPLETED" -> of(resource, "id", this::order);
            case "CHECKOUT.PAYMENT-APPROVAL.REVERSED" -> of(resource, "order_id", this::order);
            case "PAYMENT.CAPTURE.COMPLETED",
                    "PAYMENT.CAPTURE.PENDING",
                    "PAYMENT.CAPTURE.DECLINED",
                    "PAYMENT.CAPTURE.DENIED" -> of(resource, "id", this::capture);
            case "PAYMENT.CAPTURE.REFUNDED",
                    "PAYMENT.CAPTURE.REVERSED",
                    "PAYMENT.REFUND.PENDING",
                    "PAYMENT.REFUND.FAILED" -> of(resource, "id", reversals::refund);
            case "CUSTOMER.DISPUTE.CREATED", "CUSTOMER.DISPUTE.UPDATED", "CUSTOMER.DISPUTE.RESOLVED" ->
                of(resource, "dispute_id", reversals::dispute);
            default -> new Meaning.Nothing();
        };
    }

    private static Meaning of(JsonNode resource, String field, Function<String, Meaning> meaning) {
        String id = resource.path(field).asString("");
        return id.isEmpty() ? new Meaning.Unmatched() : meaning.apply(id);
    }

    /** How an order stands now. */
    Meaning order(String orderId) {
        PayPalOrder order = read(orderId);
        if (order.isApproved()) {
            return of(order.paymentId(), payment -> new RecordApproval(payment, order.id()));
        }
        if (order.isVoided()) {
            return of(order.paymentId(), RecordCheckoutClosed::new);
        }
        if (!order.isCompleted()) {
            return new Meaning.Nothing();
        }
        return new Meaning.Several(order.captures().stream()
                .map(capture -> paidOrPending(capture).orElseGet(() -> denied(order, capture)))
                .toList());
    }

    private Meaning capture(String captureId) {
        PayPalCapture capture = PayPalCapture.of(calls.get("/v2/payments/captures/{id}", captureId));
        return paidOrPending(capture).orElseGet(() -> {
            if (capture.orderId().isEmpty()) {
                return new Meaning.Nothing();
            }
            PayPalOrder order = read(capture.orderId());
            return order.isCompleted() ? denied(order, capture) : new Meaning.Nothing();
        });
    }

    private PayPalOrder read(String orderId) {
        return PayPalOrder.of(calls.get("/v2/checkout/orders/{id}", orderId));
    }

    private Optional<Meaning> paidOrPending(PayPalCapture capture) {
        if (capture.isPaid()) {
            return Optional.of(of(
                    capture.paymentId(),
                    payment -> new RecordCapture(payment, capture.id(), capture.amount(), capture.capturedAt())));
        }
        return capture.isPending()
                ? Optional.of(of(capture.paymentId(), payment -> new RecordProcessing(payment, capture.id())))
                : Optional.empty();
    }

    /**
     * A capture that was pending and brought no money after all. Its order is over, so the payer cannot try again there.
     * (What is declined at once is the answer to our own call and needs no webhook; the payer may be trying again.)
     */
    private Meaning denied(PayPalOrder order, PayPalCapture capture) {
        if (order.paid().isPresent() || order.pending().isPresent()) {
            return new Meaning.Nothing();
        }
        return new Meaning.Several(List.of(
                of(order.paymentId(), payment -> new RecordDecline(payment, capture.declineCode())),
                of(order.paymentId(), RecordCheckoutClosed::new)));
    }

    private Meaning of(Optional<UUID> paymentId, Function<UUID, PaymentCommand> command) {
        return paymentId
                .<Meaning>map(payment -> new Meaning.Command(
                        command.apply(payment), orders.correlationOf(payment).orElse(null)))
                .orElseGet(Meaning.Unmatched::new);
    }
}
