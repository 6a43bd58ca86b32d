package io.medicaledu.sandbox.paypal;

import io.medicaledu.sandbox.SandboxDatabase;
import io.medicaledu.sandbox.paypal.EventLog.Happened;
import java.time.Clock;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Chargebacks: the money is held while they are open, and gone if the buyer wins. */
@Component
public class Disputes {

    private final SandboxDatabase database;
    private final PayPalStore store;
    private final DisputeJson json;
    private final Transactions transactions;
    private final EventLog events;
    private final Clock clock;

    Disputes(
            SandboxDatabase database,
            PayPalStore store,
            DisputeJson json,
            Transactions transactions,
            EventLog events,
            Clock clock) {
        this.database = database;
        this.store = store;
        this.json = json;
        this.transactions = transactions;
        this.events = events;
        this.clock = clock;
    }

    /**
     * The payer's bank wants back what is left of a capture.
     *
     * @param reason one of PayPal's; null for {@code UNAUTHORISED}
     * @throws PayPalException if nothing is left, there is a dispute already, or the reason is unknown
     */
    public Map<String, Object> open(String captureId, @Nullable String reason) {
        String why = reason == null ? Dispute.DEFAULT_REASON : reason;
        if (!Dispute.REASONS.contains(why)) {
            throw PayPalException.invalid("/reason", "INVALID_PARAMETER_VALUE", "Reasons are " + Dispute.REASONS);
        }
        return database.transact(() -> {
            Capture capture = store.captures().lock(captureId);
            RefundRules.check(capture, null);
            long now = now();
            Dispute dispute = new Dispute(
                    PayPalIds.nextDispute(),
                    captureId,
                    why,
                    Dispute.Status.WAITING_FOR_SELLER_RESPONSE,
                    capture.remaining(),
                    null,
                    now,
                    now);
            Capture disputed = capture.with(Capture.Chargeback.OPEN, now);
            store.disputes().insert(dispute);
            store.captures().update(disputed);
            transactions.dispute(Transactions.Code.HOLD, dispute.amount().negated(), capture);
            return tell("CREATED", "A new dispute opened", dispute, disputed);
        });
    }

    /**
     * The merchant has answered; PayPal looks into it.
     *
     * @throws PayPalException if it is resolved
     */
    public Map<String, Object> review(String id) {
        return database.transact(() -> {
            Dispute dispute = lockOpen(id);
            Dispute reviewed = dispute.with(Dispute.Status.UNDER_REVIEW, null, now());
            store.disputes().update(reviewed);
            return tell(
                    "UPDATED",
                    "A dispute was updated",
                    reviewed,
                    store.captures().get(dispute.captureId()));
        });
    }

    /**
     * Ends a dispute.
     *
     * @param outcome {@code RESOLVED_BUYER_FAVOUR} or {@code RESOLVED_SELLER_FAVOUR}
     * @throws PayPalException if it is resolved, or there is no such outcome
     */
    public Map<String, Object> resolve(String id, @Nullable String outcome) {
        boolean lost = Dispute.BUYER.equals(outcome);
        if (!lost && !Dispute.SELLER.equals(outcome)) {
            throw PayPalException.invalid(
                    "/outcome", "INVALID_PARAMETER_VALUE", "It is " + Dispute.BUYER + " or " + Dispute.SELLER);
        }
        return database.transact(() -> {
            Capture capture = store.captures().lock(store.disputes().get(id).captureId());
            Dispute dispute = lockOpen(id);
            long now = now();
            Dispute resolved = dispute.with(Dispute.Status.RESOLVED, outcome, now);
            Capture after = capture.with(lost ? Capture.Chargeback.LOST : Capture.Chargeback.NONE, now);
            store.disputes().update(resolved);
            store.captures().update(after);
            transactions.dispute(Transactions.Code.RELEASE, dispute.amount(), capture);
            if (lost) {
                transactions.dispute(
                        Transactions.Code.CHARGEBACK, dispute.amount().negated(), capture);
            }
            return tell("RESOLVED", "A dispute was resolved", resolved, after);
        });
    }

    private Dispute lockOpen(String id) {
        Dispute dispute = store.disputes().lock(id);
        if (dispute.status() == Dispute.Status.RESOLVED) {
            throw PayPalException.unprocessable("DISPUTE_ALREADY_RESOLVED", "The dispute is resolved.");
        }
        return dispute;
    }

    private Map<String, Object> tell(String type, String summary, Dispute dispute, Capture capture) {
        Map<String, Object> told = json.of(dispute, capture);
        events.append(
                new Happened("CUSTOMER.DISPUTE." + type, "dispute", summary + " with Case # " + dispute.id(), told));
        return told;
    }

    /** @throws PayPalException if there is none */
    public Map<String, Object> get(String id) {
        Dispute dispute = store.disputes().get(id);
        return json.of(dispute, store.captures().get(dispute.captureId()));
    }

    private long now() {
        return clock.instant().getEpochSecond();
    }
}
