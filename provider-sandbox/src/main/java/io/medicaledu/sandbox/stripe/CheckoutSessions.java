package io.medicaledu.sandbox.stripe;

import io.medicaledu.sandbox.SandboxDatabase;
import io.medicaledu.sandbox.stripe.EventLog.Happened;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** The life of a Checkout Session: open, then complete or expired (https://docs.stripe.com/api/checkout/sessions). */
@Component
public class CheckoutSessions {

    private final SandboxDatabase database;
    private final StripeStore store;
    private final SessionJson json;
    private final EventLog events;
    private final Clock clock;

    CheckoutSessions(SandboxDatabase database, StripeStore store, SessionJson json, EventLog events, Clock clock) {
        this.database = database;
        this.store = store;
        this.json = json;
        this.events = events;
        this.clock = clock;
    }

    /** @throws StripeException if a parameter is wrong */
    public Session create(Form form) {
        Session session = SessionForm.parse(form, clock.instant().getEpochSecond());
        store.sessions().insert(session);
        return session;
    }

    /** @throws StripeException if there is none */
    public Session get(String id) {
        return store.sessions().get(id);
    }

    /** Sessions, newest first; {@code payment_intent}, {@code status} and {@code created} narrow them. */
    public Page<Session> list(Form form) {
        return store.sessions().list(Page.Wanted.of(form, "payment_intent", "status"));
    }

    /** @throws StripeException if it is not open */
    public Session expire(String id, Form form) {
        form.allow(Set.of());
        return database.transact(() -> {
            Session session = store.sessions().lockOrRefuse("session", id);
            if (!session.isOpen()) {
                throw StripeException.state(
                        null,
                        null,
                        "Only Checkout Sessions with a status in [\"open\"] can be expired. This Checkout Session has a"
                                + " status of `" + session.status() + "`.");
            }
            return expire(session);
        });
    }

    /** Ends a session whose row is locked, and with it the Payment Intent of attempts that failed. */
    Session expire(Session session) {
        Session expired = session.with(Session.EXPIRED, session.paymentIntent());
        store.sessions().update(expired);
        List<Happened> happened = new ArrayList<>();
        happened.add(new Happened("checkout.session.expired", json.of(expired)));
        if (expired.paymentIntent() != null) {
            PaymentIntent canceled = store.intents()
                    .lockOrRefuse("payment_intent", expired.paymentIntent())
                    .canceled("expired", clock.instant().getEpochSecond());
            store.intents().update(canceled);
            happened.add(new Happened("payment_intent.canceled", PaymentJson.of(canceled)));
        }
        events.append(happened);
        return expired;
    }

    /** Sessions end by themselves, too. */
    @Scheduled(fixedDelayString = "PT1S")
    void expireOverdue() {
        while (expireSome() > 0) {
            // There may be more.
        }
    }

    private int expireSome() {
        return database.transact(() -> {
            List<Session> overdue = store.lockOverdueSessions(clock.instant().getEpochSecond());
            overdue.forEach(this::expire);
            return overdue.size();
        });
    }
}
