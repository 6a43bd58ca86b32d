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

/** Refunds never exceed what was received (https://docs.stripe.com/api/refunds/create). They succeed at once. */
@Component
public class Refunds {

    private static final Set<String> REASONS = Set.of("duplicate", "fraudulent", "requested_by_customer");

    private final SandboxDatabase database;
    private final StripeStore store;
    private final EventLog events;
    private final Clock clock;

    Refunds(SandboxDatabase database, StripeStore store, EventLog events, Clock clock) {
        this.database = database;
        this.store = store;
        this.events = events;
        this.clock = clock;
    }

    /** @throws StripeException if a parameter is wrong, or not that much can be refunded */
    public Refund create(Form form) {
        form.allow(Set.of("payment_intent", "charge", "amount", "reason", "metadata["));
        String reason = form.get("reason");
        if (reason != null && !REASONS.contains(reason)) {
            throw StripeException.invalid(
                    null, "reason", "Invalid reason: must be one of duplicate, fraudulent, or requested_by_customer");
        }
        Long wanted = form.findLong("amount").orElse(null);
        if (wanted != null && wanted < 1) {
            throw StripeException.invalid(
                    "parameter_invalid_integer", "amount", "This value must be greater than or equal to 1.");
        }
        Map<String, String> metadata = form.metadata("metadata");
        return database.transact(() -> refund(lockedIntent(form), wanted, reason, metadata));
    }

    private Refund refund(
            PaymentIntent intent, @Nullable Long wanted, @Nullable String reason, Map<String, String> metadata) {
        String charge = Objects.requireNonNull(intent.latestCharge());
        long left = intent.refundable();
        if (left == 0) {
            throw StripeException.state(
                    "charge_already_refunded", null, "Charge " + charge + " has already been refunded.");
        }
        long amount = wanted == null ? left : wanted;
        if (amount > left) {
            throw StripeException.state(
                    null,
                    "amount",
                    "Refund amount (" + StripeCurrency.format(amount, intent.currency())
                            + ") is greater than unrefunded amount on charge ("
                            + StripeCurrency.format(left, intent.currency()) + ")");
        }
        Refund refund = new Refund(
                StripeIds.next("re"),
                intent.id(),
                charge,
                amount,
                intent.currency(),
                "succeeded",
                reason,
                metadata,
                clock.instant().getEpochSecond());
        store.refunds().insert(refund);
        PaymentIntent after = intent.refunded(amount);
        store.intents().update(after);
        Map<String, @Nullable Object> before = new HashMap<>();
        before.put("amount_refunded", intent.amountRefunded());
        Map<String, @Nullable Object> json = PaymentJson.of(refund);
        events.append(
                new Happened("refund.created", json),
                new Happened("charge.refunded", ChargeJson.of(store.charges().get(charge), after), before),
                new Happened("refund.updated", json));
        return refund;
    }

    private PaymentIntent lockedIntent(Form form) {
        String chargeId = form.get("charge");
        String id = form.find("payment_intent").orElseGet(() -> intentOf(form.require("charge")));
        PaymentIntent intent = store.intents()
                .lock(id)
                .orElseThrow(() -> StripeException.missing("payment_intent", "payment_intent", id));
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

    /** Refunds, newest first; {@code payment_intent} and {@code charge} narrow them. */
    public Page<Refund> list(Form form) {
        form.allow(Set.of("limit", "starting_after", "payment_intent", "charge"));
        return store.refunds().list(Page.Wanted.of(form), form.filters("payment_intent", "charge"));
    }
}
