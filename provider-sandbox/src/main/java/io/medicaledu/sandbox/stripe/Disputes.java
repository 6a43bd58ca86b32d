package io.medicaledu.sandbox.stripe;

import io.medicaledu.sandbox.SandboxDatabase;
import io.medicaledu.sandbox.stripe.EventLog.Happened;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Disputes: a customer's bank takes the money back, and the account's owner wins or loses it (https://docs.stripe.com/disputes). */
@Component
public class Disputes {

    private static final String FRAUDULENT = "fraudulent";

    /** See https://docs.stripe.com/api/disputes/object#dispute_object-reason. */
    private static final Set<String> REASONS = Set.of(
            "bank_cannot_process",
            "check_returned",
            "credit_not_processed",
            "customer_initiated",
            "debit_not_authorized",
            "duplicate",
            FRAUDULENT,
            "general",
            "incorrect_account_details",
            "insufficient_funds",
            "noncompliant",
            "product_not_received",
            "product_unacceptable",
            "subscription_canceled",
            "unrecognized");

    private final SandboxDatabase database;
    private final StripeStore store;
    private final RefundOutcomes refunds;
    private final EventLog events;
    private final Clock clock;

    Disputes(SandboxDatabase database, StripeStore store, RefundOutcomes refunds, EventLog events, Clock clock) {
        this.database = database;
        this.store = store;
        this.refunds = refunds;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Opens a dispute. Pending refunds of the charge fail, as at Stripe.
     *
     * @param amount in minor units; null for all that is not refunded
     * @param reason null for {@code fraudulent}
     * @param inquiry true if the bank only asks, and takes no money
     * @throws StripeException if there is nothing to dispute
     */
    public Dispute open(String intentId, @Nullable Long amount, @Nullable String reason, boolean inquiry) {
        String why = reason == null ? FRAUDULENT : reason;
        if (!REASONS.contains(why)) {
            throw StripeException.invalid(null, "reason", "Invalid reason: must be one of " + REASONS);
        }
        return database.transact(() -> {
            PaymentIntent intent = store.intents().lockOrRefuse("payment_intent", intentId);
            refuseUndisputable(intent, amount);
            if (!inquiry) {
                store.pendingRefunds(intentId)
                        .forEach(refund -> refunds.settle(refund.id(), Refund.FAILED, RefundOutcomes.CHARGE_DISPUTED));
            }
            return open(store.intents().get(intentId), amount, why, inquiry);
        });
    }

    private void refuseUndisputable(PaymentIntent intent, @Nullable Long amount) {
        long disputable = intent.amountReceived() - intent.amountRefunded();
        if (disputable == 0) {
            throw StripeException.state(
                    null, "payment_intent", "This PaymentIntent (" + intent.id() + ") has nothing to dispute.");
        }
        if (amount != null && (amount < 1 || amount > disputable)) {
            throw StripeException.state(null, "amount", "The amount must be between 1 and " + disputable + ".");
        }
        String earlier = intent.dispute();
        if (earlier != null
                && (store.disputes().get(earlier).underWay()
                        || store.disputes().get(earlier).isA(Dispute.LOST))) {
            throw StripeException.state(
                    null, "payment_intent", "This PaymentIntent (" + intent.id() + ") is disputed already.");
        }
    }

    /** Opens the dispute that a test card stands for, if it does. */
    void openFor(PaymentIntent intent, Charge charge) {
        switch (charge.card().sequel()) {
            case DISPUTE -> open(intent, null, FRAUDULENT, false);
            case INQUIRY -> open(intent, null, FRAUDULENT, true);
            case NONE, REFUND_PENDING, REFUND_FAILS, DELAY -> {
                // Nothing more happens to the payment.
            }
        }
    }

    private Dispute open(PaymentIntent intent, @Nullable Long amount, String reason, boolean inquiry) {
        long now = clock.instant().getEpochSecond();
        Dispute dispute = new Dispute(
                StripeIds.next("du"),
                intent.id(),
                Objects.requireNonNull(intent.latestCharge()),
                amount == null ? intent.amountReceived() - intent.amountRefunded() : amount,
                intent.currency(),
                reason,
                inquiry ? Dispute.INQUIRY : Dispute.NEEDS_RESPONSE,
                now,
                now);
        store.disputes().insert(dispute);
        store.intents().update(intent.disputed(dispute));
        Map<String, @Nullable Object> json = DisputeJson.of(dispute);
        events.append(new Happened("charge.dispute.created", json));
        if (dispute.withdrawn()) {
            events.append(new Happened("charge.dispute.funds_withdrawn", json));
        }
        return dispute;
    }

    /**
     * Ends a dispute.
     *
     * @param status {@code won} or {@code lost}; of an inquiry {@code warning_closed}
     * @throws StripeException if it cannot have this status
     */
    public Dispute close(String id, String status) {
        return database.transact(() -> {
            Dispute open = store.disputes().lockOrRefuse("id", id);
            boolean possible = open.openInquiry()
                    ? status.equals(Dispute.INQUIRY_CLOSED)
                    : open.underWay() && (status.equals(Dispute.WON) || status.equals(Dispute.LOST));
            if (!possible) {
                throw StripeException.state(
                        null,
                        "status",
                        "This dispute has a status of " + open.status() + ", which cannot become " + status);
            }
            Dispute closed = open.with(status, clock.instant().getEpochSecond());
            store.disputes().update(closed);
            tellClosed(open, closed);
            return closed;
        });
    }

    private void tellClosed(Dispute before, Dispute closed) {
        Map<String, @Nullable Object> previous = new HashMap<>();
        previous.put("status", before.status());
        Map<String, @Nullable Object> json = DisputeJson.of(closed);
        events.append(
                new Happened("charge.dispute.updated", json, previous), new Happened("charge.dispute.closed", json));
        if (closed.isA(Dispute.WON)) {
            events.append(new Happened("charge.dispute.funds_reinstated", json));
        }
    }

    /** @throws StripeException if there is none */
    public Dispute get(String id) {
        return store.disputes().get(id);
    }

    /** Disputes, newest first; {@code payment_intent}, {@code charge} and {@code created} narrow them. */
    public Page<Dispute> list(Form form) {
        return store.disputes().list(Page.Wanted.of(form, "payment_intent", "charge"));
    }
}
