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
public class StripeDisputes {

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

    /** How it begins. */
    public enum Kind {
        CHARGEBACK(Dispute.NEEDS_RESPONSE),
        /** The bank only asks, and takes no money. */
        INQUIRY(Dispute.INQUIRY),
        /** Blocked or resolved before it became a chargeback (https://docs.stripe.com/disputes/prevention-preview). */
        PREVENTED(Dispute.PREVENTED);

        private final String status;

        Kind(String status) {
            this.status = status;
        }
    }

    private final SandboxDatabase database;
    private final StripeStore store;
    private final RefundOutcomes refunds;
    private final EventLog events;
    private final Clock clock;

    StripeDisputes(SandboxDatabase database, StripeStore store, RefundOutcomes refunds, EventLog events, Clock clock) {
        this.database = database;
        this.store = store;
        this.refunds = refunds;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Opens a dispute. Pending refunds of the charge fail, as at Stripe.
     *
     * @param amount in minor units; null for all that is neither refunded nor disputed
     * @param reason null for {@code fraudulent}
     * @param kind whether the bank takes the money
     * @throws StripeException if there is nothing to dispute
     */
    public Dispute open(String intentId, @Nullable Long amount, @Nullable String reason, Kind kind) {
        String why = reason == null ? FRAUDULENT : reason;
        if (!REASONS.contains(why)) {
            throw StripeException.invalid(null, "reason", "Invalid reason: must be one of " + REASONS);
        }
        return database.transact(() -> {
            PaymentIntent intent = store.intents().lockOrRefuse("payment_intent", intentId);
            refuseUndisputable(intent, amount);
            if (kind == Kind.CHARGEBACK) {
                store.pendingRefunds(intentId)
                        .forEach(refund -> refunds.settle(refund.id(), Refund.FAILED, RefundOutcomes.CHARGE_DISPUTED));
            }
            PaymentIntent now = store.intents().get(intentId);
            return open(now, amount == null ? disputable(now) : amount, why, kind);
        });
    }

    private void refuseUndisputable(PaymentIntent intent, @Nullable Long amount) {
        long disputable = disputable(intent);
        if (disputable <= 0) {
            String why = store.disputesOf(intent.id()).isEmpty() ? "has nothing to dispute" : "is disputed already";
            throw StripeException.state(
                    null, "payment_intent", "This PaymentIntent (" + intent.id() + ") " + why + ".");
        }
        if (amount != null && (amount < 1 || amount > disputable)) {
            throw StripeException.state(null, "amount", "The amount must be between 1 and " + disputable + ".");
        }
    }

    private long disputable(PaymentIntent intent) {
        return intent.amountReceived()
                - intent.amountRefunded()
                - store.disputesOf(intent.id()).stream()
                        .mapToLong(Dispute::atStake)
                        .sum();
    }

    /** Opens the dispute that a test card stands for, if it does. */
    void openFor(PaymentIntent intent, Charge charge) {
        switch (charge.card().sequel()) {
            case DISPUTE -> open(intent, disputable(intent), FRAUDULENT, Kind.CHARGEBACK);
            case INQUIRY -> open(intent, disputable(intent), FRAUDULENT, Kind.INQUIRY);
            case NONE, REFUND_PENDING, REFUND_FAILS, DELAY -> {
                // Nothing more happens to the payment.
            }
        }
    }

    private Dispute open(PaymentIntent intent, long amount, String reason, Kind kind) {
        long now = clock.instant().getEpochSecond();
        String charge = Objects.requireNonNull(intent.latestCharge());
        boolean isDebit = store.charges().get(charge).card().isDelayed();
        Dispute dispute = new Dispute(
                StripeIds.next("du"),
                intent.id(),
                charge,
                amount,
                intent.currency(),
                reason,
                kind.status,
                null,
                isDebit ? Dispute.SEPA_DEBIT : Dispute.CARD,
                now,
                now);
        store.disputes().insert(dispute);
        store.intents().update(intent.disputed(dispute));
        events.append(new Happened("charge.dispute.created", DisputeJson.untouched(dispute)));
        if (dispute.withdrawn()) {
            events.append(new Happened("charge.dispute.funds_withdrawn", DisputeJson.of(dispute)));
        }
        if (kind == Kind.PREVENTED) {
            events.append(new Happened("charge.dispute.closed", DisputeJson.of(dispute)));
        }
        return dispute;
    }

    /**
     * Ends a dispute.
     *
     * @param status {@code won} or {@code lost}; of an inquiry {@code warning_closed}
     * @param reinstated what the bank gives back, in minor units; null for all of a won one, nothing of any other
     * @throws StripeException if it cannot have this status, or not that much can be given back
     */
    public Dispute close(String id, String status, @Nullable Long reinstated) {
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
            long now = clock.instant().getEpochSecond();
            Dispute closed = open.with(status, now);
            tellClosed(open, closed);
            Dispute settled = settled(closed, reinstated, now);
            store.disputes().update(settled);
            return settled;
        });
    }

    private Dispute settled(Dispute closed, @Nullable Long reinstated, long now) {
        long usual = closed.isA(Dispute.WON) ? closed.amount() : 0;
        return giveBack(closed, reinstated == null ? usual : reinstated, now);
    }

    /**
     * Gives money back after the end, as when a bank thinks again.
     *
     * @param reinstated all that is given back, in minor units
     * @throws StripeException if it is still open, or less than was given back before, or more than was taken
     */
    public Dispute reinstate(String id, long reinstated) {
        return database.transact(() -> {
            Dispute closed = store.disputes().lockOrRefuse("id", id);
            if (closed.underWay()) {
                throw StripeException.state(null, "status", "This dispute is still open.");
            }
            Dispute settled = giveBack(closed, reinstated, clock.instant().getEpochSecond());
            store.disputes().update(settled);
            return settled;
        });
    }

    private Dispute giveBack(Dispute closed, long reinstated, long now) {
        long most = closed.withdrawn() ? closed.amount() : 0;
        long before = closed.reinstated() == null ? 0 : closed.reinstated();
        if (reinstated < before || reinstated > most) {
            throw StripeException.state(
                    null, "reinstated", "The amount must be between " + before + " and " + most + ".");
        }
        if (reinstated == before) {
            return closed;
        }
        Dispute settled = closed.givenBack(reinstated, now);
        events.append(new Happened("charge.dispute.funds_reinstated", DisputeJson.of(settled)));
        return settled;
    }

    private void tellClosed(Dispute before, Dispute closed) {
        Map<String, @Nullable Object> previous = new HashMap<>();
        previous.put("status", before.status());
        Map<String, @Nullable Object> json = DisputeJson.of(closed);
        events.append(
                new Happened("charge.dispute.updated", json, previous), new Happened("charge.dispute.closed", json));
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
