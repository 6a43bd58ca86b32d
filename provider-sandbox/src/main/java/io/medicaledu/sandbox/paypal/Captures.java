package io.medicaledu.sandbox.paypal;

import io.medicaledu.sandbox.SandboxDatabase;
import io.medicaledu.sandbox.paypal.EventLog.Happened;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Takes the money of approved orders (https://developer.paypal.com/docs/api/orders/v2/#orders_capture). */
@Component
public class Captures {

    private final SandboxDatabase database;
    private final PayPalStore store;
    private final Orders orders;
    private final OrderJson orderJson;
    private final CaptureJson json;
    private final Transactions transactions;
    private final EventLog events;
    private final Clock clock;

    Captures(
            SandboxDatabase database,
            PayPalStore store,
            Orders orders,
            OrderJson orderJson,
            CaptureJson json,
            Transactions transactions,
            EventLog events,
            Clock clock) {
        this.database = database;
        this.store = store;
        this.orders = orders;
        this.orderJson = orderJson;
        this.json = json;
        this.transactions = transactions;
        this.events = events;
        this.clock = clock;
    }

    /**
     * What came of a capture: the order, or the refusal of a payment that was declined. Such an attempt is kept, so the
     * refusal is an answer and no exception, which would undo it.
     */
    public record Attempt(Optional<Map<String, Object>> order, Optional<PayPalException> declined) {}

    /**
     * Takes the money. The order's row is locked, so of two attempts at a time one finds it captured.
     *
     * @param full true for all of the order, else what PayPal gives by default
     * @throws PayPalException if the order's state does not allow it
     */
    public Attempt capture(String orderId, boolean full) {
        return database.transact(() -> {
            Order order = store.orders().lock(orderId);
            long now = now();
            Order.Outcome outcome = checked(order, now);
            if (outcome == Order.Outcome.DECLINED) {
                return decline(order, now);
            }
            Capture capture = take(order, outcome, now);
            Order completed = order.with(Order.Status.COMPLETED, now);
            store.orders().update(completed);
            List<Capture> captures = List.of(capture);
            return new Attempt(
                    Optional.of(full ? orderJson.of(completed, captures) : orderJson.captured(completed, captures)),
                    Optional.empty());
        });
    }

    private Order.Outcome checked(Order order, long now) {
        if (order.status() == Order.Status.COMPLETED) {
            throw PayPalException.unprocessable(
                    "ORDER_ALREADY_CAPTURED",
                    "Order already captured.If 'intent=CAPTURE' only one capture per order is allowed.");
        }
        if (!order.isOpen() || order.expiresAt() <= now) {
            throw PayPalException.unprocessable(
                    "ORDER_EXPIRED",
                    "Order is expired and hence cannot be captured. Please contact Customer Support if you need to"
                            + " increase your order validity period.");
        }
        Order.Outcome outcome = order.outcome();
        if (outcome == null) {
            throw PayPalException.unprocessable(
                    "ORDER_NOT_APPROVED",
                    "Payer has not yet approved the Order for payment. Please redirect the payer to the"
                            + " 'rel':'approve' url returned as part of the HATEOAS links within the Create Order call"
                            + " or provide a valid payment_source in the request.");
        }
        String invoice = order.invoiceId();
        if (invoice != null
                && !store.captures()
                        .where("invoice_id = :invoice AND status <> 'DECLINED'", Map.of("invoice", invoice))
                        .isEmpty()) {
            throw PayPalException.unprocessable("DUPLICATE_INVOICE_ID", "Duplicate Invoice ID detected.");
        }
        return outcome;
    }

    private Attempt decline(Order order, long now) {
        Capture capture = Capture.of(order, PayPalIds.next(), Capture.Status.DECLINED, now);
        store.captures().insert(capture);
        transactions.payment(capture, Transactions.DENIED);
        tell("DECLINED", "declined", capture);
        return new Attempt(Optional.empty(), Optional.of(PayPalException.declined(orderJson.approvalPage(order.id()))));
    }

    private Capture take(Order order, Order.Outcome outcome, long now) {
        boolean pending = outcome == Order.Outcome.PENDING;
        Capture capture =
                Capture.of(order, PayPalIds.next(), pending ? Capture.Status.PENDING : Capture.Status.COMPLETED, now);
        store.captures().insert(capture);
        transactions.payment(capture, pending ? Transactions.PENDING : Transactions.SUCCESS);
        tell(pending ? "PENDING" : "COMPLETED", pending ? "is pending" : "completed", capture);
        return capture;
    }

    /** @throws PayPalException if there is none */
    public Map<String, Object> get(String id) {
        return json.of(store.captures().get(id));
    }

    /**
     * Lets a pending capture come to its end.
     *
     * @param completed false if it is denied
     * @throws PayPalException if it is not pending
     */
    public Map<String, Object> settle(String id, boolean completed) {
        return database.transact(() -> {
            Capture capture = store.captures().lock(id);
            if (capture.status() != Capture.Status.PENDING) {
                throw PayPalException.unprocessable("CAPTURE_NOT_PENDING", "The capture is " + capture.status() + ".");
            }
            Capture settled = capture.with(completed ? Capture.Status.COMPLETED : Capture.Status.DECLINED, now());
            store.captures().update(settled);
            transactions.settle(id, completed ? Transactions.SUCCESS : Transactions.DENIED);
            tell(completed ? "COMPLETED" : "DENIED", completed ? "completed" : "denied", settled);
            return json.of(settled);
        });
    }

    /**
     * Pays the same purchase a second time, as a payer with two tabs does.
     *
     * @return the new order
     * @throws PayPalException if there is no such order
     */
    public Map<String, Object> captureAgain(String orderId) {
        return database.transact(() -> {
            long now = now();
            Order again = store.orders().get(orderId).again(PayPalIds.next(), now, orders.until(now));
            store.orders().insert(again);
            orders.tellApproval(again);
            Capture capture = take(again, Order.Outcome.COMPLETED, now);
            Order completed = again.with(Order.Status.COMPLETED, now);
            store.orders().update(completed);
            return orderJson.of(completed, List.of(capture));
        });
    }

    private void tell(String type, String what, Capture capture) {
        events.append(new Happened(
                "PAYMENT.CAPTURE." + type,
                "capture",
                "Payment " + what + " for " + capture.amount().text(),
                json.of(capture)));
    }

    private long now() {
        return clock.instant().getEpochSecond();
    }
}
