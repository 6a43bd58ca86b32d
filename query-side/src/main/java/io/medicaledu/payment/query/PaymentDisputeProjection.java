package io.medicaledu.payment.query;

import io.medicaledu.payment.api.PaymentCommand.DisputeState;
import io.medicaledu.payment.api.PaymentEvent.DisputeFundsReinstated;
import io.medicaledu.payment.api.PaymentEvent.DisputeFundsWithdrawn;
import io.medicaledu.payment.api.PaymentEvent.DisputeLossCorrected;
import io.medicaledu.payment.api.PaymentEvent.DisputeLost;
import io.medicaledu.payment.api.PaymentEvent.DisputeOpened;
import io.medicaledu.payment.api.PaymentEvent.DisputeWon;
import io.medicaledu.shared.Money;
import io.medicaledu.shared.query.Rows;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.SequenceNumber;
import org.axonframework.eventhandling.Timestamp;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Keeps the disputes among {@code payment_incidents}, and in the row of the payment what they come to together
 * ({@link DisputeSummary}).
 */
@Component
@ProcessingGroup("payments")
class PaymentDisputeProjection {

    private final JdbcClient jdbc;
    private final PaymentProjection payments;

    PaymentDisputeProjection(JdbcClient jdbc, PaymentProjection payments) {
        this.jdbc = jdbc;
        this.payments = payments;
    }

    /** All minor units are of the payment's disputes' own currency. */
    private record Dispute(DisputeState state, Money amount, Money withdrawn, Money reinstated) {

        Money kept() {
            return withdrawn.minus(reinstated);
        }
    }

    @EventHandler
    void on(DisputeOpened event, @Timestamp Instant at, @SequenceNumber long version) {
        Money amount = event.amount();
        jdbc.sql("""
                        INSERT INTO read_model.payment_incidents
                            (payment_id, reference, booking_id, kind, state, currency, minor_units, created_at,
                             provider_transaction_id, reason, disputed_minor_units, withdrawn_minor_units,
                             reinstated_minor_units)
                        VALUES (?, ?, ?, 'Dispute', ?, ?, ?, ?, ?, ?, ?, ?, 0) ON CONFLICT DO NOTHING""")
                .params(
                        event.paymentId(),
                        event.disputeId(),
                        event.bookingId(),
                        DisputeState.Open.name(),
                        amount.currency(),
                        amount.minorUnits(),
                        Rows.utc(at),
                        event.providerTransactionId(),
                        event.reason(),
                        amount.minorUnits(),
                        event.withdrawn().minorUnits())
                .update();
        summarize(event.paymentId(), at, version);
    }

    @EventHandler
    void on(DisputeFundsWithdrawn event, @Timestamp Instant at, @SequenceNumber long version) {
        Dispute dispute = find(event.paymentId(), event.disputeId());
        keep(
                event.paymentId(),
                event.disputeId(),
                dispute,
                DisputeState.Open,
                dispute.kept().plus(event.amount()),
                null);
        summarize(event.paymentId(), at, version);
    }

    @EventHandler
    void on(DisputeFundsReinstated event, @Timestamp Instant at, @SequenceNumber long version) {
        Dispute dispute = find(event.paymentId(), event.disputeId());
        keep(
                event.paymentId(),
                event.disputeId(),
                dispute,
                DisputeState.Open,
                dispute.kept().minus(event.amount()),
                null);
        summarize(event.paymentId(), at, version);
    }

    @EventHandler
    void on(DisputeWon event, @Timestamp Instant at, @SequenceNumber long version) {
        Dispute dispute = find(event.paymentId(), event.disputeId());
        keep(
                event.paymentId(),
                event.disputeId(),
                dispute,
                DisputeState.Won,
                dispute.kept().minus(dispute.kept()),
                at);
        summarize(event.paymentId(), at, version);
    }

    /** What was lost may be less than what was held back. */
    @EventHandler
    void on(DisputeLost event, @Timestamp Instant at, @SequenceNumber long version) {
        Dispute dispute = find(event.paymentId(), event.disputeId());
        boolean known = event.amount().currency().equals(dispute.amount().currency());
        keep(
                event.paymentId(),
                event.disputeId(),
                dispute,
                DisputeState.Lost,
                known ? event.amount() : dispute.kept(),
                at);
        summarize(event.paymentId(), at, version);
    }

    @EventHandler
    void on(DisputeLossCorrected event, @Timestamp Instant at, @SequenceNumber long version) {
        keep(
                event.paymentId(),
                event.disputeId(),
                find(event.paymentId(), event.disputeId()),
                event.lost().isZero() ? DisputeState.Won : DisputeState.Lost,
                event.lost(),
                null);
        summarize(event.paymentId(), at, version);
    }

    private Dispute find(UUID paymentId, String disputeId) {
        return jdbc.sql("SELECT * FROM read_model.payment_incidents WHERE payment_id = ? AND reference = ?")
                .params(paymentId, disputeId)
                .query((row, index) -> {
                    String currency = row.getString("currency");
                    return new Dispute(
                            DisputeState.valueOf(row.getString("state")),
                            new Money(row.getLong("disputed_minor_units"), currency),
                            new Money(row.getLong("withdrawn_minor_units"), currency),
                            new Money(row.getLong("reinstated_minor_units"), currency));
                })
                .single();
    }

    /** @param kept what the provider keeps of the money now; more than before was withdrawn, less was reinstated */
    private void keep(
            UUID paymentId,
            String disputeId,
            Dispute before,
            DisputeState state,
            Money kept,
            @Nullable Instant decidedAt) {
        long more = kept.minus(before.kept()).minorUnits();
        jdbc.sql("""
                        UPDATE read_model.payment_incidents
                        SET state = :state, minor_units = :standing,
                            withdrawn_minor_units = withdrawn_minor_units + greatest(:more, 0),
                            reinstated_minor_units = reinstated_minor_units - least(:more, 0),
                            decided_at = coalesce(CAST(:decidedAt AS timestamptz), decided_at)
                        WHERE payment_id = :payment AND reference = :dispute""")
                .param("state", state.name())
                .param(
                        "standing",
                        state == DisputeState.Lost
                                ? kept.minorUnits()
                                : before.amount().minorUnits())
                .param("more", more)
                .param("decidedAt", decidedAt == null ? null : Rows.utc(decidedAt))
                .param("payment", paymentId)
                .param("dispute", disputeId)
                .update();
    }

    private void summarize(UUID paymentId, Instant at, long version) {
        List<DisputeSummary.Dispute> disputes = jdbc.sql("""
                        SELECT state, reason, currency, minor_units FROM read_model.payment_incidents
                        WHERE payment_id = ? AND kind = 'Dispute' ORDER BY created_at, reference""")
                .param(paymentId)
                .query((row, index) -> new DisputeSummary.Dispute(
                        DisputeState.valueOf(row.getString("state")),
                        row.getString("reason"),
                        new Money(row.getLong("minor_units"), row.getString("currency"))))
                .list();
        payments.change(
                paymentId,
                at,
                version,
                payment -> DisputeSummary.of(disputes, payment.currency).show(payment));
    }
}
