package io.medicaledu.sandbox.stripe;

import io.medicaledu.sandbox.SandboxDatabase;
import io.medicaledu.sandbox.stripe.EventLog.Happened;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Payments by card on the hosted page, and what came of them. */
@Component
public class CardPayments {

    private final SandboxDatabase database;
    private final StripeStore store;
    private final CheckoutSessions sessions;
    private final SessionJson json;
    private final StripeDisputes disputes;
    private final EventLog events;
    private final Clock clock;

    CardPayments(
            SandboxDatabase database,
            StripeStore store,
            CheckoutSessions sessions,
            SessionJson json,
            StripeDisputes disputes,
            EventLog events,
            Clock clock) {
        this.database = database;
        this.store = store;
        this.sessions = sessions;
        this.json = json;
        this.disputes = disputes;
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
            Session session = store.sessions().lockOrRefuse("session", sessionId);
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
        Charge charge = Charge.of(intent, card, now);
        PaymentIntent charged = intent.charged(charge);
        Session after = charge.state() == Charge.State.FAILED
                ? session.with(Session.OPEN, intent.id())
                : session.completed(charge.isPaid(), intent.id());
        store.charges().insert(charge);
        if (earlier.isPresent()) {
            store.intents().update(charged);
        } else {
            store.intents().insert(charged);
        }
        store.sessions().update(after);
        List<Happened> happened = attempted(charged, charge);
        if (after.isComplete()) {
            happened.add(new Happened("checkout.session.completed", json.of(after)));
        }
        events.append(happened);
        disputes.openFor(charged, charge);
        return new Attempt(after, charge);
    }

    /** What Stripe tells about an attempt to pay. */
    static List<Happened> attempted(PaymentIntent intent, Charge charge) {
        String intentEvent = switch (charge.state()) {
            case SUCCEEDED -> "payment_intent.succeeded";
            case PENDING -> "payment_intent.processing";
            case FAILED -> "payment_intent.payment_failed";
        };
        List<Happened> happened = new ArrayList<>();
        happened.add(new Happened(intentEvent, PaymentJson.of(intent)));
        happened.add(new Happened("charge." + charge.state().apiName(), ChargeJson.of(charge, intent)));
        return happened;
    }
}
