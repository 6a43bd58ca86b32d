package io.medicaledu.sandbox.paypal;

import io.medicaledu.sandbox.SandboxDatabase;
import io.medicaledu.sandbox.paypal.EventLog.Happened;
import java.time.Clock;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Chargebacks: the money is held while they are open, and gone as far as the buyer wins. */
@Component
public class BuyerDisputes {

    private final SandboxDatabase database;
    private final PayPalStore store;
    private final DisputeJson json;
    private final Transactions transactions;
    private final EventLog events;
    private final Clock clock;

    BuyerDisputes(
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
     * The payer's bank wants money of a capture back.
     *
     * @param value an amount in the capture's currency, e.g. {@code 10.00}; null for all that is left
     * @param reason one of PayPal's; null for {@code UNAUTHORISED}
     * @throws PayPalException if not that much is left, or the reason is unknown
     */
    public Map<String, Object> open(String captureId, @Nullable String value, @Nullable String reason) {
        String why = reason == null ? Dispute.DEFAULT_REASON : reason;
        if (!Dispute.REASONS.contains(why)) {
            throw PayPalException.invalid("/reason", "INVALID_PARAMETER_VALUE", "Reasons are " + Dispute.REASONS);
        }
        return database.transact(() -> {
            Capture capture = store.captures().lock(captureId);
            Money amount =
                    value == null ? null : Field.money(value, capture.amount().currency());
            RefundRules.check(capture, amount);
            long now = now();
            Dispute dispute = new Dispute(
                    PayPalIds.nextDispute(),
                    captureId,
                    why,
                    Dispute.Status.WAITING_FOR_SELLER_RESPONSE,
                    amount == null ? capture.remaining() : amount,
                    null,
                    null,
                    now,
                    now);
            Capture disputed = capture.disputed(dispute.amount(), now);
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
            Dispute reviewed = dispute.underReview(now());
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
     * @param outcome one of PayPal's, e.g. {@code RESOLVED_BUYER_FAVOUR}
     * @param value what the buyer gets, e.g. {@code 10.00}; null for all if the account or PayPal pays
     * @throws PayPalException if it is resolved, there is no such outcome, or it is more than was disputed
     */
    public Map<String, Object> resolve(String id, @Nullable String outcome, @Nullable String value) {
        if (outcome == null || !Dispute.OUTCOMES.contains(outcome)) {
            throw PayPalException.invalid("/outcome", "INVALID_PARAMETER_VALUE", "Outcomes are " + Dispute.OUTCOMES);
        }
        return database.transact(() -> {
            Capture capture = store.captures().lock(store.disputes().get(id).captureId());
            Dispute dispute = lockOpen(id);
            long now = now();
            Money refunded = refunded(dispute, outcome, value);
            Money lost = refunded == null || outcome.equals(Dispute.PAYOUT)
                    ? Money.zero(dispute.amount().currency())
                    : refunded;
            Dispute resolved = dispute.resolved(outcome, refunded, now);
            Capture after = capture.disputed(lost.minus(dispute.amount()), now);
            store.disputes().update(resolved);
            store.captures().update(after);
            transactions.dispute(Transactions.Code.RELEASE, dispute.amount(), capture);
            if (!lost.isZero()) {
                transactions.dispute(Transactions.Code.CHARGEBACK, lost.negated(), capture);
            }
            return tell("RESOLVED", "A dispute was resolved", resolved, after);
        });
    }

    private static @Nullable Money refunded(Dispute dispute, String outcome, @Nullable String value) {
        boolean isPaid =
                outcome.equals(Dispute.BUYER) || outcome.equals(Dispute.ACCEPTED) || outcome.equals(Dispute.PAYOUT);
        if (!isPaid) {
            return null;
        }
        Money refunded = value == null
                ? dispute.amount()
                : Field.money(value, dispute.amount().currency());
        if (refunded.isMoreThan(dispute.amount())) {
            throw PayPalException.invalid(
                    "/amountRefunded", "INVALID_PARAMETER_VALUE", "No more than was disputed can be refunded");
        }
        return refunded;
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
