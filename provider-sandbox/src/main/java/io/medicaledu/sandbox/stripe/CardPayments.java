package io.medicaledu.sandbox.stripe;

import io.medicaledu.sandbox.SandboxDatabase;
import io.medicaledu.sandbox.stripe.EventLog.Happened;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Payments by card on the hosted page, and what came of them. */
@Component
public class CardPayments {

    private final SandboxDatabase database;
    private final StripeStore store;
    private final CheckoutSessions sessions;
    private final SessionJson json;
    private final EventLog events;
    private final Clock clock;

    CardPayments(
            SandboxDatabase database,
            StripeStore store,
            CheckoutSessions sessions,
            SessionJson json,
            EventLog events,
            Clock clock) {
        this.database = database;
        this.store = store;
        this.sessions = sessions;
        this.json = json;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Pays a session. The first attempt makes the Payment Intent, as Stripe does. The session's row is locked, so of two
     * attempts at a time one finds the session paid.
     *
     * @return the session as it is afterwards, and the attempt's charge; without a charge nothing was tried, as the
     *     session was not open
     * @throws StripeException if there is no such session
     */
    public Attempt pay(String sessionId, TestCard card) {
        return database.transact(() -> {
            Session session = store.sessions()
                    .lock(sessionId)
                    .orElseThrow(() -> StripeException.missing("checkout.session", "session", sessionId));
            long now = clock.instant().getEpochSecond();
            if (session.isOpen() && session.expiresAt() <= now) {
                return new Attempt(sessions.expire(session), null);
            }
            return session.isOpen() ? charge(session, card, now) : new Attempt(session, null);
        });
    }

    /** What came of an attempt to pay. */
    public record Attempt(Session session, @Nullable Charge charge) {}

    private Attempt charge(Session session, TestCard card, long now) {
        Optional<PaymentIntent> earlier =
                Optional.ofNullable(session.paymentIntent()).flatMap(store.intents()::lock);
        PaymentIntent intent = earlier.orElseGet(() -> PaymentIntent.of(session, StripeIds.next("pi"), now));
        Charge charge = new Charge(
                StripeIds.next("ch"), intent.id(), intent.amount(), intent.currency(), card, intent.metadata(), now);
        PaymentIntent charged = intent.charged(charge);
        Session after = session.with(charge.isPaid() ? Session.COMPLETE : Session.OPEN, intent.id());
        store.charges().insert(charge);
        if (earlier.isPresent()) {
            store.intents().update(charged);
        } else {
            store.intents().insert(charged);
        }
        store.sessions().update(after);
        if (charge.isPaid()) {
            events.append(
                    new Happened("payment_intent.succeeded", PaymentJson.of(charged)),
                    new Happened("charge.succeeded", ChargeJson.of(charge, charged)),
                    new Happened("checkout.session.completed", json.of(after)));
        } else {
            events.append(
                    new Happened("payment_intent.payment_failed", PaymentJson.of(charged)),
                    new Happened("charge.failed", ChargeJson.of(charge, charged)));
        }
        return new Attempt(after, charge);
    }

    /** @throws StripeException if there is none */
    public PaymentIntent intent(String id) {
        return store.intents().get(id);
    }

    /** Payment Intents, newest first. */
    public Page<PaymentIntent> intents(Form form) {
        form.allow(Set.of("limit", "starting_after"));
        return store.intents().list(Page.Wanted.of(form), Map.of());
    }

    /**
     * A charge in the shape of Stripe's API.
     *
     * @throws StripeException if there is none
     */
    public Map<String, @Nullable Object> charge(String id) {
        Charge charge = store.charges().get(id);
        return ChargeJson.of(charge, store.intents().get(charge.paymentIntent()));
    }
}
