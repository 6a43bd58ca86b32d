package io.medicaledu.sandbox.stripe;

import io.medicaledu.sandbox.SandboxDatabase;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** All objects "at Stripe". */
@Component
public class StripeStore {

    private static final int SWEEP = 100;

    private final SandboxDatabase database;
    private final ObjectTable<Session> sessions;
    private final ObjectTable<PaymentIntent> intents;
    private final ObjectTable<Charge> charges;
    private final ObjectTable<Refund> refunds;

    StripeStore(SandboxDatabase database) {
        this.database = database;
        this.sessions = new ObjectTable<>(database, "stripe_sessions", "checkout.session", Session.class);
        this.intents = new ObjectTable<>(database, "stripe_payment_intents", "payment_intent", PaymentIntent.class);
        this.charges = new ObjectTable<>(database, "stripe_charges", "charge", Charge.class);
        this.refunds = new ObjectTable<>(database, "stripe_refunds", "refund", Refund.class);
    }

    ObjectTable<Session> sessions() {
        return sessions;
    }

    ObjectTable<PaymentIntent> intents() {
        return intents;
    }

    ObjectTable<Charge> charges() {
        return charges;
    }

    ObjectTable<Refund> refunds() {
        return refunds;
    }

    /** Locks open sessions whose time is over, a few at a time. */
    List<Session> lockOverdueSessions(long now) {
        return database.sql("""
                        SELECT data FROM provider_sandbox.stripe_sessions WHERE status = 'open' AND expires_at <= :now
                        ORDER BY expires_at LIMIT :limit FOR UPDATE SKIP LOCKED""").params(Map.of("now", now, "limit", SWEEP)).query(String.class).list().stream()
                .map(sessions::parse)
                .toList();
    }
}
