package io.medicaledu.sandbox.stripe;

import io.medicaledu.sandbox.SandboxDatabase;
import io.medicaledu.sandbox.stripe.EventLog.Happened;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * What comes of refunds later: pending ones succeed or fail, and even one that has succeeded may fail
 * (https://docs.stripe.com/refunds#failed-refunds).
 */
@Component
public class RefundOutcomes {

    static final String CHARGE_DISPUTED = "charge_for_pending_refund_disputed";

    private static final Logger LOG = LoggerFactory.getLogger(RefundOutcomes.class);

    /** The reason that Stripe's own test card gives. */
    private static final String DEFAULT_REASON = "expired_or_canceled_card";

    /** See https://docs.stripe.com/api/refunds/object#refund_object-failure_reason. */
    private static final Set<String> REASONS = Set.of(
            CHARGE_DISPUTED,
            "declined",
            DEFAULT_REASON,
            "insufficient_funds",
            "lost_or_stolen_card",
            "merchant_request",
            "unknown");

    private final SandboxDatabase database;
    private final StripeStore store;
    private final EventLog events;
    private final Clock clock;

    RefundOutcomes(SandboxDatabase database, StripeStore store, EventLog events, Clock clock) {
        this.database = database;
        this.store = store;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Settles a refund. What a failed one had taken can be refunded again.
     *
     * @param status {@code succeeded} or {@code failed}
     * @param failureReason why it failed, in Stripe's words; null for {@code expired_or_canceled_card}
     * @throws StripeException if the refund cannot have this status
     */
    public Refund settle(String id, String status, @Nullable String failureReason) {
        String reason = failureReason == null ? DEFAULT_REASON : failureReason;
        boolean failed = status.equals(Refund.FAILED);
        if (failed && !REASONS.contains(reason)) {
            throw StripeException.invalid(null, "failureReason", "Invalid reason: must be one of " + REASONS);
        }
        return database.transact(() -> {
            PaymentIntent intent = store.intents()
                    .lockOrRefuse("payment_intent", store.refunds().get(id).paymentIntent());
            Refund before = store.refunds().get(id);
            refuseUnlessPossible(before, status);
            Refund after = before.settled(status, failed ? reason : null);
            store.refunds().update(after);
            PaymentIntent changed = changed(intent, before, after);
            store.intents().update(changed);
            events.append(told(before, after, intent, changed));
            return after;
        });
    }

    private static void refuseUnlessPossible(Refund refund, String status) {
        boolean possible = status.equals(Refund.FAILED) ? !refund.isA(Refund.FAILED) : refund.isA(Refund.PENDING);
        if (!possible || !Set.of(Refund.FAILED, Refund.SUCCEEDED).contains(status)) {
            throw StripeException.state(
                    null,
                    "status",
                    "This refund has a status of " + refund.status() + ", which cannot become " + status);
        }
    }

    private static PaymentIntent changed(PaymentIntent intent, Refund before, Refund after) {
        long amount = after.amount();
        if (after.isA(Refund.SUCCEEDED)) {
            return intent.refunded(amount, -amount);
        }
        return before.isA(Refund.PENDING) ? intent.refunded(0, -amount) : intent.refunded(-amount, 0);
    }

    private List<Happened> told(Refund before, Refund after, PaymentIntent intent, PaymentIntent changed) {
        Map<String, @Nullable Object> json = RefundJson.of(after);
        Map<String, @Nullable Object> previous = new HashMap<>();
        previous.put("status", before.status());
        List<Happened> told = new ArrayList<>();
        if (after.isA(Refund.FAILED)) {
            previous.put("failure_reason", null);
            previous.put("failure_balance_transaction", null);
            told.add(new Happened("refund.failed", json));
        } else {
            told.add(chargeRefunded(intent, changed));
        }
        told.add(new Happened("refund.updated", json, previous));
        told.add(new Happened("charge.refund.updated", json, previous));
        return told;
    }

    /** What Stripe tells about the charge once a refund has succeeded. */
    Happened chargeRefunded(PaymentIntent before, PaymentIntent after) {
        Map<String, @Nullable Object> previous = new HashMap<>();
        previous.put("amount_refunded", before.amountRefunded());
        Charge charge = store.charges().get(Objects.requireNonNull(after.latestCharge()));
        return new Happened("charge.refunded", ChargeJson.of(charge, after), previous);
    }

    /** Refunds of two test cards are settled by themselves. */
    @Scheduled(fixedDelayString = "PT1S")
    void settleDue() {
        for (Refund due : store.dueRefunds(clock.instant().getEpochSecond())) {
            Refund.Later later = due.later();
            if (later == null) {
                continue;
            }
            try {
                settle(due.id(), later.status(), null);
            } catch (StripeException e) {
                LOG.debug("Refund {} was settled meanwhile", due.id(), e);
            }
        }
    }
}
