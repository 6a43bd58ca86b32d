package io.medicaledu.sandbox.paypal;

import io.medicaledu.sandbox.SandboxDatabase;
import io.medicaledu.sandbox.SandboxProperties;
import io.medicaledu.sandbox.paypal.EventLog.Happened;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** The life of an order until it is captured (https://developer.paypal.com/docs/api/orders/v2/). */
@Component
public class Orders {

    private static final String OPEN = "status IN ('CREATED', 'PAYER_ACTION_REQUIRED', 'APPROVED')";

    private final SandboxDatabase database;
    private final PayPalStore store;
    private final OrderJson json;
    private final EventLog events;
    private final Duration lifetime;
    private final Clock clock;

    Orders(
            SandboxDatabase database,
            PayPalStore store,
            OrderJson json,
            EventLog events,
            SandboxProperties properties,
            Clock clock) {
        this.database = database;
        this.store = store;
        this.json = json;
        this.events = events;
        this.lifetime = properties.paypal().orderLifetime();
        this.clock = clock;
    }

    /**
     * Creates an order.
     *
     * @param full true for all of it, else id, status and links
     * @throws PayPalException if a field is wrong
     */
    public Map<String, Object> create(JsonNode body, boolean full) {
        long now = now();
        Order order = OrderForm.parse(body, PayPalIds.next(), now, until(now));
        store.orders().insert(order);
        return full ? json.of(order, List.of()) : json.created(order);
    }

    /** @throws PayPalException if there is none */
    public Map<String, Object> get(String id) {
        Order order = store.orders().get(id);
        List<Capture> captures = store.capturesOf(id);
        List<Refund> refunds = captures.stream()
                .flatMap(capture -> store.refundsOf(capture.id()).stream())
                .toList();
        return json.of(order, captures, refunds);
    }

    /** @throws PayPalException if there is none */
    public Order find(String id) {
        return store.orders().get(id);
    }

    /**
     * The payer approves on PayPal's page.
     *
     * @param chosen what shall come of the capture
     * @return the order as it is afterwards; unless it is approved it was over before
     * @throws PayPalException if there is none
     */
    public Order approve(String id, Order.Outcome chosen) {
        return database.transact(() -> {
            Order order = store.orders().lock(id);
            long now = now();
            if (order.isOpen() && order.expiresAt() <= now) {
                return lapse(order, now);
            }
            if (!order.needsApproval()) {
                return order;
            }
            Order approved = order.approved(chosen, now, until(now));
            store.orders().update(approved);
            tellApproval(approved);
            return approved;
        });
    }

    /** Tells that the payer has approved. */
    void tellApproval(Order order) {
        events.append(new Happened(
                "CHECKOUT.ORDER.APPROVED",
                "checkout-order",
                "An order has been approved by buyer",
                json.of(order, List.of())));
    }

    /**
     * Lets an order's time be over; for tests, which cannot wait.
     *
     * @throws PayPalException if there is none
     */
    public Order expire(String id) {
        return database.transact(() -> {
            Order order = store.orders().lock(id);
            return order.isOpen() ? lapse(order, now()) : order;
        });
    }

    private Order lapse(Order order, long now) {
        Order over = order.with(Order.Status.VOIDED, now);
        store.orders().update(over);
        if (order.isApproved()) {
            events.append(new Happened(
                    "CHECKOUT.PAYMENT-APPROVAL.REVERSED",
                    "payment-approval",
                    "A payment approval was reversed",
                    json.lapsed(over)));
        }
        return over;
    }

    /** Orders end by themselves, too. */
    @Scheduled(fixedDelayString = "PT1S")
    void expireOverdue() {
        while (expireSome() > 0) {
            // There may be more.
        }
    }

    private int expireSome() {
        return database.transact(() -> {
            long now = now();
            List<Order> overdue = store.orders()
                    .where(
                            OPEN + " AND expires_at <= :now ORDER BY expires_at LIMIT 100 FOR UPDATE SKIP LOCKED",
                            Map.of("now", now));
            overdue.forEach(order -> lapse(order, now));
            return overdue.size();
        });
    }

    private long now() {
        return clock.instant().getEpochSecond();
    }

    /** When an order of now ends. */
    long until(long now) {
        return now + lifetime.toSeconds();
    }
}
