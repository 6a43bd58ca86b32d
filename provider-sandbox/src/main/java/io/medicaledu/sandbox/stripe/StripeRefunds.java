package io.medicaledu.sandbox.stripe;

import io.medicaledu.sandbox.SandboxDatabase;
import io.medicaledu.sandbox.SandboxProperties;
import io.medicaledu.sandbox.stripe.EventLog.Happened;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Refunds never exceed what was received (https://docs.stripe.com/api/refunds/create). They succeed at once, but for two
 * test cards and on demand.
 */
@Component
public class StripeRefunds {

    /** Bound while refunds are to be pending until they are settled on demand. */
    public static final ScopedValue<Boolean> PENDING = ScopedValue.newInstance();

    private static final Set<String> REASONS = Set.of("duplicate", "fraudulent", "requested_by_customer");

    private final SandboxDatabase database;
    private final StripeStore store;
    private final RefundOutcomes outcomes;
    private final EventLog events;
    private final Clock clock;
    private final Duration settledAfter;

    StripeRefunds(
            SandboxDatabase database,
            StripeStore store,
            RefundOutcomes outcomes,
            EventLog events,
            Clock clock,
            SandboxProperties properties) {
        this.database = database;
        this.store = store;
        this.outcomes = outcomes;
        this.events = events;
        this.clock = clock;
        this.settledAfter = properties.stripe().refundSettledAfter();
    }

    /** What is to be refunded; without an amount, all that is left. */
    private record Wanted(@Nullable Long amount, @Nullable String reason, Map<String, String> metadata) {

        Wanted {
            if (amount != null && amount < 1) {
                throw StripeException.invalid(
                        "parameter_invalid_integer", "amount", "This value must be greater than or equal to 1.");
            }
        }
    }

    /** @throws StripeException if a parameter is wrong, or not that much can be refunded */
    public Refund create(Form form) {
        form.allow(Set.of("payment_intent", "charge", "amount", "reason", "metadata["));
        String reason = form.get("reason");
        if (reason != null && !REASONS.contains(reason)) {
            throw StripeException.invalid(
                    null, "reason", "Invalid reason: must be one of duplicate, fraudulent, or requested_by_customer");
        }
        Wanted wanted = new Wanted(form.findLong("amount").orElse(null), reason, form.metadata("metadata"));
        String charge = form.get("charge");
        return database.transact(() -> {
            String intent = form.find("payment_intent").orElseGet(() -> intentOf(form.require("charge")));
            return refund(lockedIntent(intent, charge), wanted);
        });
    }

    /**
     * A refund that somebody makes in Stripe's dashboard: without any metadata.
     *
     * @param amount in minor units; null for all that is left
     * @throws StripeException if not that much can be refunded
     */
    public Refund createInDashboard(String intentId, @Nullable Long amount) {
        Wanted wanted = new Wanted(amount, null, Map.of());
        return database.transact(() -> refund(lockedIntent(intentId, null), wanted));
    }

    private Refund refund(PaymentIntent intent, Wanted wanted) {
        Charge charge = store.charges().get(Objects.requireNonNull(intent.latestCharge()));
        Refund refund = refundOf(intent, charge, amount(intent, charge, wanted), wanted);
        boolean pending = refund.isA(Refund.PENDING);
        PaymentIntent after = pending ? intent.refunded(0, refund.amount()) : intent.refunded(refund.amount(), 0);
        store.refunds().insert(refund);
        store.intents().update(after);
        Map<String, @Nullable Object> json = RefundJson.of(refund);
        List<Happened> happened = new ArrayList<>();
        happened.add(new Happened("refund.created", json));
        if (!pending) {
            happened.add(outcomes.chargeRefunded(intent, after));
            happened.add(new Happened("refund.updated", json));
        }
        events.append(happened);
        return refund;
    }

    private long amount(PaymentIntent intent, Charge charge, Wanted wanted) {
        long taken =
                store.disputesOf(intent.id()).stream().mapToLong(Dispute::taken).sum();
        long left = intent.refundable() - taken;
        if (taken > 0 && left <= 0) {
            throw StripeException.state(
                    "charge_disputed",
                    null,
                    "Charge " + charge.id() + " has been charged back; cannot issue a refund.");
        }
        if (left == 0) {
            throw StripeException.state(
                    "charge_already_refunded", null, "Charge " + charge.id() + " has already been refunded.");
        }
        long amount = wanted.amount() == null ? left : wanted.amount();
        StripeCurrency.requireWholeSteps("amount", amount, intent.currency());
        if (amount > left) {
            throw StripeException.state(
                    null,
                    "amount",
                    "Refund amount (" + StripeCurrency.format(amount, intent.currency())
                            + ") is greater than unrefunded amount on charge ("
                            + StripeCurrency.format(left, intent.currency()) + ")");
        }
        return amount;
    }

    private Refund refundOf(PaymentIntent intent, Charge charge, long amount, Wanted wanted) {
        TestCard.Sequel sequel = charge.card().sequel();
        boolean untilAsked = PENDING.isBound();
        boolean pending = untilAsked || sequel == TestCard.Sequel.REFUND_PENDING;
        long now = clock.instant().getEpochSecond();
        return new Refund(
                StripeIds.next("re"),
                intent.id(),
                charge.id(),
                amount,
                intent.currency(),
                pending ? Refund.PENDING : Refund.SUCCEEDED,
                wanted.reason(),
                wanted.metadata(),
                now,
                null,
                untilAsked ? null : later(sequel, now + settledAfter.toSeconds()));
    }

    private static Refund.@Nullable Later later(TestCard.Sequel sequel, long at) {
        return switch (sequel) {
            case REFUND_PENDING -> new Refund.Later(Refund.SUCCEEDED, at);
            case REFUND_FAILS -> new Refund.Later(Refund.FAILED, at);
            case NONE, DISPUTE, INQUIRY, DELAY -> null;
        };
    }

    private PaymentIntent lockedIntent(String id, @Nullable String chargeId) {
        PaymentIntent intent = store.intents().lockOrRefuse("payment_intent", id);
        if (intent.amountReceived() == 0) {
            throw StripeException.state(
                    null,
                    "payment_intent",
                    "This PaymentIntent (" + id + ") does not have a successful charge to refund.");
        }
        if (chargeId != null && !chargeId.equals(intent.latestCharge())) {
            throw StripeException.state(
                    null, "charge", "The charge " + chargeId + " is not the successful charge of " + id + ".");
        }
        return intent;
    }

    private String intentOf(String chargeId) {
        return store.charges()
                .find(chargeId)
                .orElseThrow(() -> StripeException.missing("charge", "charge", chargeId))
                .paymentIntent();
    }

    /** @throws StripeException if there is none */
    public Refund get(String id) {
        return store.refunds().get(id);
    }

    /** Refunds, newest first; {@code payment_intent}, {@code charge} and {@code created} narrow them. */
    public Page<Refund> list(Form form) {
        return store.refunds().list(Page.Wanted.of(form, "payment_intent", "charge"));
    }
}
