package io.medicaledu.payment.command;

import io.medicaledu.payment.api.PaymentProvider;
import io.medicaledu.shared.Money;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What we know of providers' transactions, by the providers' own ids. */
@Component
public class ProviderTransactions {

    private static final PaymentProvider[] PROVIDERS = PaymentProvider.values();

    private final JdbcClient jdbc;

    ProviderTransactions(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** What a provider's transaction is. */
    public enum Kind {
        Capture,
        Refund,
        Dispute
    }

    /** How it stands. */
    public enum State {
        /** The money has moved; of a dispute: the provider holds it back. */
        Succeeded,
        /** It has not moved, or has come back; of a dispute: it was won. */
        Failed,
        /** A dispute that was lost, in whole or in part. */
        Lost
    }

    /**
     * @param reference the provider's own id
     * @param refundId our id of a refund; null for anything else
     * @param amount of a dispute what is disputed; once it is lost, what was lost
     */
    public record Transaction(
            PaymentProvider provider,
            String reference,
            Kind kind,
            UUID paymentId,
            @Nullable UUID refundId,
            Money amount,
            State state,
            Instant recordedAt) {}

    /** The transaction of that provider's id. */
    public Optional<Transaction> find(PaymentProvider provider, String reference) {
        return jdbc.sql("SELECT * FROM command_side.provider_transactions WHERE provider = ? AND reference = ?")
                .params(provider.ordinal(), reference)
                .query(ProviderTransactions::transaction)
                .optional();
    }

    /** Those of a provider that were recorded within the time, the oldest first. */
    public List<Transaction> recorded(PaymentProvider provider, Instant from, Instant until) {
        return jdbc.sql("""
                        SELECT * FROM command_side.provider_transactions
                        WHERE provider = ? AND recorded_at >= ? AND recorded_at < ? ORDER BY recorded_at, reference""")
                .params(provider.ordinal(), utc(from), utc(until))
                .query(ProviderTransactions::transaction)
                .list();
    }

    /** Those of a provider that have one of these ids. */
    public List<Transaction> findAll(PaymentProvider provider, Collection<String> references) {
        return jdbc.sql("""
                        SELECT * FROM command_side.provider_transactions
                        WHERE provider = ? AND reference = ANY (?::text[])""")
                .params(provider.ordinal(), references.toArray(String[]::new))
                .query(ProviderTransactions::transaction)
                .list();
    }

    /** Disputes at a provider that are not decided yet, as far as we know. */
    public List<Transaction> openDisputes(PaymentProvider provider) {
        return jdbc.sql("""
                        SELECT * FROM command_side.provider_transactions
                        WHERE provider = ? AND kind = 'Dispute' AND state = 'Succeeded' ORDER BY recorded_at""")
                .param(provider.ordinal())
                .query(ProviderTransactions::transaction)
                .list();
    }

    /** Adds it, or updates how it stands. */
    void record(Transaction transaction) {
        jdbc.sql("""
                        INSERT INTO command_side.provider_transactions
                            (provider, reference, kind, payment_id, refund_id, minor_units, currency, state, recorded_at)
                        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
                        ON CONFLICT (provider, reference) DO UPDATE SET state = excluded.state""")
                .params(Arrays.asList(
                        transaction.provider().ordinal(),
                        transaction.reference(),
                        transaction.kind().name(),
                        transaction.paymentId(),
                        transaction.refundId(),
                        transaction.amount().minorUnits(),
                        transaction.amount().currency(),
                        transaction.state().name(),
                        utc(transaction.recordedAt())))
                .update();
    }

    void change(UUID refundId, State state) {
        jdbc.sql("UPDATE command_side.provider_transactions SET state = ? WHERE refund_id = ?")
                .params(state.name(), refundId)
                .update();
    }

    /** A dispute that was lost, and what was lost by it. */
    void loseDispute(UUID paymentId, String disputeId, Money lost) {
        jdbc.sql("""
                        UPDATE command_side.provider_transactions
                        SET state = ?, minor_units = CASE currency WHEN ? THEN ? ELSE minor_units END
                        WHERE payment_id = ? AND reference = ?""")
                .params(State.Lost.name(), lost.currency(), lost.minorUnits(), paymentId, disputeId)
                .update();
    }

    void changeDispute(UUID paymentId, String disputeId, State state) {
        jdbc.sql("UPDATE command_side.provider_transactions SET state = ? WHERE payment_id = ? AND reference = ?")
                .params(state.name(), paymentId, disputeId)
                .update();
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private static Transaction transaction(ResultSet row, int index) throws SQLException {
        return new Transaction(
                PROVIDERS[row.getInt("provider")],
                row.getString("reference"),
                Kind.valueOf(row.getString("kind")),
                row.getObject("payment_id", UUID.class),
                row.getObject("refund_id", UUID.class),
                new Money(row.getLong("minor_units"), row.getString("currency")),
                State.valueOf(row.getString("state")),
                row.getObject("recorded_at", OffsetDateTime.class).toInstant());
    }
}
