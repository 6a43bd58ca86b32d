package io.medicaledu.sandbox.stripe;

import io.medicaledu.sandbox.SandboxDatabase;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
    private final ObjectTable<Dispute> disputes;

    StripeStore(SandboxDatabase database) {
        this.database = database;
        this.sessions = new ObjectTable<>(database, "stripe_sessions", "checkout.session", Session.class);
        this.intents = new ObjectTable<>(database, "stripe_payment_intents", "payment_intent", PaymentIntent.class);
        this.charges = new ObjectTable<>(database, "stripe_charges", "charge", Charge.class);
        this.refunds = new ObjectTable<>(database, "stripe_refunds", "refund", Refund.class);
        this.disputes = new ObjectTable<>(database, "stripe_disputes", "dispute", Dispute.class);
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

    ObjectTable<Dispute> disputes() {
        return disputes;
    }

    /** Locks the session that made the Payment Intent, if there is one; sessions are always locked first. */
    Optional<Session> lockSessionOf(String intentId) {
        return data("""
                        SELECT data FROM provider_sandbox.stripe_sessions WHERE payment_intent = :intent
                        FOR UPDATE""", Map.of("intent", intentId)).stream()
                .map(sessions::parse)
                .findFirst();
    }

    /** Locks open sessions whose time is over, a few at a time. */
    List<Session> lockOverdueSessions(long now) {
        return data("""
                        SELECT data FROM provider_sandbox.stripe_sessions WHERE status = 'open' AND expires_at <= :now
                        ORDER BY expires_at LIMIT :limit FOR UPDATE SKIP LOCKED""", Map.of("now", now, "limit", SWEEP)).stream()
                .map(sessions::parse)
                .toList();
    }

    /** Refunds that are settled by now, a few at a time, without locks. */
    List<Refund> dueRefunds(long now) {
        return data("""
                        SELECT data FROM provider_sandbox.stripe_refunds WHERE settles_at <= :now
                        ORDER BY settles_at LIMIT :limit""", Map.of("now", now, "limit", SWEEP)).stream()
                .map(refunds::parse)
                .toList();
    }

    /** Refunds of a Payment Intent that are pending, without locks. */
    List<Refund> pendingRefunds(String intentId) {
        return data("""
                        SELECT data FROM provider_sandbox.stripe_refunds
                        WHERE payment_intent = :intent AND status = 'pending' ORDER BY seq""", Map.of("intent", intentId)).stream()
                .map(refunds::parse)
                .toList();
    }

    /** All disputes about a Payment Intent, without locks. */
    List<Dispute> disputesOf(String intentId) {
        return data("""
                        SELECT data FROM provider_sandbox.stripe_disputes WHERE payment_intent = :intent
                        ORDER BY seq""", Map.of("intent", intentId)).stream()
                .map(disputes::parse)
                .toList();
    }

    private List<String> data(String sql, Map<String, Object> params) {
        return database.sql(sql).params(params).query(String.class).list();
    }
}
