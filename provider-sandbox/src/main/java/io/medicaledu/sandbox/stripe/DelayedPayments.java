package io.medicaledu.sandbox.stripe;

import io.medicaledu.sandbox.SandboxDatabase;
import io.medicaledu.sandbox.stripe.EventLog.Happened;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Payments whose outcome the bank tells days later (https://docs.stripe.com/payments/payment-methods#payment-notification). */
@Component
public class DelayedPayments {

    private static final Set<String> REASONS = Set.of("abandoned", "duplicate", "fraudulent", "requested_by_customer");

    private final SandboxDatabase database;
    private final StripeStore store;
    private final SessionJson json;
    private final EventLog events;
    private final Clock clock;

    DelayedPayments(SandboxDatabase database, StripeStore store, SessionJson json, EventLog events, Clock clock) {
        this.database = database;
        this.store = store;
        this.json = json;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Ends a payment that is processing.
     *
     * @param status {@code succeeded}, {@code failed} or {@code canceled}
     * @throws StripeException if it is not processing
     */
    public PaymentIntent settle(String intentId, String status) {
        return database.transact(() -> {
            Optional<Session> session = store.lockSessionOf(intentId);
            PaymentIntent intent = store.intents().lockOrRefuse("payment_intent", intentId);
            if (!intent.status().equals(PaymentIntent.PROCESSING)) {
                throw unexpectedState("settle", intent);
            }
            return switch (status) {
                case "succeeded" -> settled(intent, session, Charge.State.SUCCEEDED);
                case "failed" -> settled(intent, session, Charge.State.FAILED);
                case "canceled" -> canceled(intent, null);
                default ->
                    throw StripeException.invalid(null, "status", "Must be one of succeeded, failed, or canceled");
            };
        });
    }

    private PaymentIntent settled(PaymentIntent intent, Optional<Session> session, Charge.State state) {
        Charge charge = store.charges()
                .get(Objects.requireNonNull(intent.latestCharge()))
                .with(state);
        PaymentIntent after = intent.charged(charge);
        store.charges().update(charge);
        store.intents().update(after);
        List<Happened> happened = CardPayments.attempted(after, charge);
        session.map(each -> each.completed(charge.isPaid(), intent.id())).ifPresent(known -> {
            store.sessions().update(known);
            happened.add(new Happened("checkout.session.async_payment_" + state.apiName(), json.of(known)));
        });
        events.append(happened);
        return after;
    }

    /**
     * Cancels a Payment Intent (https://docs.stripe.com/api/payment_intents/cancel).
     *
     * @throws StripeException if a Checkout Session made it, which is to be expired instead, or if it is settled
     */
    public PaymentIntent cancel(String intentId, Form form) {
        form.allow(Set.of("cancellation_reason"));
        String reason = form.get("cancellation_reason");
        if (reason != null && !REASONS.contains(reason)) {
            throw StripeException.invalid(
                    null, "cancellation_reason", "Invalid cancellation_reason: must be one of " + REASONS);
        }
        return database.transact(() -> {
            boolean byCheckout = store.lockSessionOf(intentId).isPresent();
            PaymentIntent intent = store.intents().lockOrRefuse("intent", intentId);
            if (byCheckout) {
                throw StripeException.state(
                        null, null, "You cannot perform this action on PaymentIntents created by Checkout.");
            }
            if (!Set.of(PaymentIntent.UNPAID, PaymentIntent.PROCESSING).contains(intent.status())) {
                throw unexpectedState("cancel", intent);
            }
            return canceled(intent, reason);
        });
    }

    private PaymentIntent canceled(PaymentIntent intent, @Nullable String reason) {
        PaymentIntent after = intent.canceled(reason, clock.instant().getEpochSecond());
        store.intents().update(after);
        List<Happened> happened = new ArrayList<>();
        happened.add(new Happened("payment_intent.canceled", PaymentJson.of(after)));
        String latest = intent.latestCharge();
        if (latest != null && store.charges().get(latest).state() == Charge.State.PENDING) {
            Charge charge = store.charges().get(latest).with(Charge.State.FAILED);
            store.charges().update(charge);
            happened.add(new Happened("charge.failed", ChargeJson.of(charge, after)));
        }
        events.append(happened);
        return after;
    }

    private static StripeException unexpectedState(String action, PaymentIntent intent) {
        return StripeException.state(
                "payment_intent_unexpected_state",
                null,
                "You cannot " + action + " this PaymentIntent because it has a status of " + intent.status() + ".");
    }
}
