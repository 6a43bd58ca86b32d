package io.medicaledu.sandbox.stripe;

import io.medicaledu.sandbox.SandboxConfiguration;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The tables of the sandbox's Stripe objects. */
@Repository
class StripeStore {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final TypeReference<Map<String, String>> TEXTS = new TypeReference<>() {};

    private final JdbcClient jdbc;

    StripeStore(JdbcClient jdbc, SandboxConfiguration.SandboxSchema schema) {
        this.jdbc = jdbc;
    }

    void insert(Session session) {
        jdbc.sql("""
                        INSERT INTO provider_sandbox.stripe_sessions (id, status, payment_status, payment_intent, amount,
                            currency, product_name, client_reference_id, customer_email, metadata, intent_metadata,
                            success_url, cancel_url, created_at, expires_at)
                        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?::jsonb, ?, ?, ?, ?)""")
                .params(Arrays.asList(
                        session.id(),
                        session.status(),
                        session.paymentStatus(),
                        session.paymentIntent(),
                        session.amount(),
                        session.currency(),
                        session.productName(),
                        session.clientReferenceId(),
                        session.customerEmail(),
                        JSON.writeValueAsString(session.metadata()),
                        JSON.writeValueAsString(session.intentMetadata()),
                        session.successUrl(),
                        session.cancelUrl(),
                        utc(session.createdAt()),
                        utc(session.expiresAt())))
                .update();
    }

    void update(Session session) {
        jdbc.sql("""
                        UPDATE provider_sandbox.stripe_sessions SET status = ?, payment_status = ?, payment_intent = ?
                        WHERE id = ?""")
                .params(Arrays.asList(session.status(), session.paymentStatus(), session.paymentIntent(), session.id()))
                .update();
    }

    Session session(String id) {
        return findSession("id = ?", id).orElseThrow(() -> StripeException.missing("checkout.session", id));
    }

    /** Locks the row: two payments of one session come one after the other. */
    Session lockSession(String id) {
        return findSession("id = ? FOR UPDATE", id).orElseThrow(() -> StripeException.missing("checkout.session", id));
    }

    List<Session> sessionsOf(String paymentIntent) {
        return jdbc.sql("SELECT * FROM provider_sandbox.stripe_sessions WHERE payment_intent = ?")
                .param(paymentIntent)
                .query(StripeStore::session)
                .list();
    }

    List<String> overdueSessions(Instant now) {
        return jdbc.sql("""
                        SELECT id FROM provider_sandbox.stripe_sessions
                        WHERE status = 'open' AND expires_at <= ? LIMIT 100""").param(utc(now)).query(String.class).list();
    }

    private Optional<Session> findSession(String condition, String id) {
        return jdbc.sql("SELECT * FROM provider_sandbox.stripe_sessions WHERE " + condition)
                .param(id)
                .query(StripeStore::session)
                .optional();
    }

    void save(PaymentIntent intent) {
        jdbc.sql("""
                        INSERT INTO provider_sandbox.stripe_payment_intents (id, amount, amount_received,
                            amount_refunded, currency, status, metadata, charge, decline_code, created_at)
                        VALUES (?, ?, ?, ?, ?, ?, ?::jsonb, ?, ?, ?)
                        ON CONFLICT (id) DO UPDATE SET amount_received = excluded.amount_received,
                            amount_refunded = excluded.amount_refunded, status = excluded.status,
                            charge = excluded.charge, decline_code = excluded.decline_code""")
                .params(Arrays.asList(
                        intent.id(),
                        intent.amount(),
                        intent.amountReceived(),
                        intent.amountRefunded(),
                        intent.currency(),
                        intent.status(),
                        JSON.writeValueAsString(intent.metadata()),
                        intent.charge(),
                        intent.declineCode(),
                        utc(intent.createdAt())))
                .update();
    }

    Optional<PaymentIntent> intent(String id) {
        return findIntent("id = ?", id);
    }

    /** Locks the row: refunds of one payment come one after the other. */
    Optional<PaymentIntent> lockIntent(String id) {
        return findIntent("id = ? FOR UPDATE", id);
    }

    Optional<PaymentIntent> intentOfCharge(String charge) {
        return findIntent("charge = ?", charge);
    }

    private Optional<PaymentIntent> findIntent(String condition, String id) {
        return jdbc.sql("SELECT * FROM provider_sandbox.stripe_payment_intents WHERE " + condition)
                .param(id)
                .query(StripeStore::intent)
                .optional();
    }

    void insert(Refund refund) {
        jdbc.sql("""
                        INSERT INTO provider_sandbox.stripe_refunds (id, payment_intent, charge, amount, currency,
                            status, reason, metadata, created_at)
                        VALUES (?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?)""")
                .params(Arrays.asList(
                        refund.id(),
                        refund.paymentIntent(),
                        refund.charge(),
                        refund.amount(),
                        refund.currency(),
                        refund.status(),
                        refund.reason(),
                        JSON.writeValueAsString(refund.metadata()),
                        utc(refund.createdAt())))
                .update();
    }

    Refund refund(String id) {
        return jdbc.sql("SELECT * FROM provider_sandbox.stripe_refunds WHERE id = ?")
                .param(id)
                .query(StripeStore::refund)
                .optional()
                .orElseThrow(() -> StripeException.missing("refund", id));
    }

    List<Refund> refundsOf(String paymentIntent) {
        return jdbc.sql(
                        "SELECT * FROM provider_sandbox.stripe_refunds WHERE payment_intent = ? ORDER BY created_at DESC")
                .param(paymentIntent)
                .query(StripeStore::refund)
                .list();
    }

    private static Session session(ResultSet row, int index) throws SQLException {
        return new Session(
                row.getString("id"),
                row.getString("status"),
                row.getString("payment_status"),
                row.getString("payment_intent"),
                row.getLong("amount"),
                row.getString("currency"),
                row.getString("product_name"),
                row.getString("client_reference_id"),
                row.getString("customer_email"),
                texts(row, "metadata"),
                texts(row, "intent_metadata"),
                row.getString("success_url"),
                row.getString("cancel_url"),
                instant(row, "created_at"),
                instant(row, "expires_at"));
    }

    private static PaymentIntent intent(ResultSet row, int index) throws SQLException {
        return new PaymentIntent(
                row.getString("id"),
                row.getLong("amount"),
                row.getLong("amount_received"),
                row.getLong("amount_refunded"),
                row.getString("currency"),
                row.getString("status"),
                texts(row, "metadata"),
                row.getString("charge"),
                row.getString("decline_code"),
                instant(row, "created_at"));
    }

    private static Refund refund(ResultSet row, int index) throws SQLException {
        return new Refund(
                row.getString("id"),
                row.getString("payment_intent"),
                row.getString("charge"),
                row.getLong("amount"),
                row.getString("currency"),
                row.getString("status"),
                row.getString("reason"),
                texts(row, "metadata"),
                instant(row, "created_at"));
    }

    private static Map<String, String> texts(ResultSet row, String column) throws SQLException {
        return JSON.readValue(row.getString(column), TEXTS);
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
