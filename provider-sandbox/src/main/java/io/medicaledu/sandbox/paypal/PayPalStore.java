package io.medicaledu.sandbox.paypal;

import io.medicaledu.sandbox.SandboxDatabase;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** All objects "at PayPal". */
@Component
public class PayPalStore {

    private final ObjectTable<Order> orders;
    private final ObjectTable<Capture> captures;
    private final ObjectTable<Refund> refunds;
    private final ObjectTable<Dispute> disputes;

    PayPalStore(SandboxDatabase database) {
        this.orders = new ObjectTable<>(database, "paypal_orders", Order.class);
        this.captures = new ObjectTable<>(database, "paypal_captures", Capture.class);
        this.refunds = new ObjectTable<>(database, "paypal_refunds", Refund.class);
        this.disputes = new ObjectTable<>(database, "paypal_disputes", Dispute.class);
    }

    ObjectTable<Order> orders() {
        return orders;
    }

    ObjectTable<Capture> captures() {
        return captures;
    }

    ObjectTable<Refund> refunds() {
        return refunds;
    }

    ObjectTable<Dispute> disputes() {
        return disputes;
    }

    List<Capture> capturesOf(String orderId) {
        return captures.where("order_id = :orderId ORDER BY seq", Map.of("orderId", orderId));
    }

    List<Refund> refundsOf(String captureId) {
        return refunds.where("capture_id = :captureId ORDER BY seq", Map.of("captureId", captureId));
    }

    /** Whether a refund has this invoice id, whatever came of it. */
    boolean isRefunded(String invoiceId) {
        return !refunds.where("invoice_id = :invoiceId LIMIT 1", Map.of("invoiceId", invoiceId))
                .isEmpty();
    }
}
