package io.medicaledu.payment.query;

import io.medicaledu.payment.api.PaymentCommand.DisputeState;
import io.medicaledu.payment.api.PaymentEvent;
import io.medicaledu.payment.api.PaymentEvent.DisputeLost;
import io.medicaledu.payment.api.PaymentEvent.DisputeOpened;
import io.medicaledu.payment.api.PaymentEvent.DisputeWon;
import io.medicaledu.payment.api.PaymentEvent.PaymentFlagged;
import io.medicaledu.payment.api.PaymentEvent.SurplusCaptured;
import io.medicaledu.shared.Money;
import io.medicaledu.shared.query.Rows;
import java.time.Instant;
import java.util.Arrays;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.ResetHandler;
import org.axonframework.eventhandling.Timestamp;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Keeps {@code payment_incidents}: each of them, where the row of the payment tells of the last one only. */
@Component
@ProcessingGroup("payments")
class PaymentIncidentProjection {

    private final JdbcClient jdbc;

    PaymentIncidentProjection(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    private enum Kind {
        Flagged,
        Surplus,
        Dispute
    }

    @EventHandler
    void on(PaymentFlagged event, @Timestamp Instant at) {
        add(event, event.providerTransactionId(), Kind.Flagged, null, event.captured(), at);
    }

    @EventHandler
    void on(SurplusCaptured event, @Timestamp Instant at) {
        add(event, event.providerTransactionId(), Kind.Surplus, null, event.captured(), at);
    }

    @EventHandler
    void on(DisputeOpened event, @Timestamp Instant at) {
        add(event, event.disputeId(), Kind.Dispute, DisputeState.Open, event.amount(), at);
    }

    @EventHandler
    void on(DisputeWon event) {
        jdbc.sql("UPDATE read_model.payment_incidents SET state = ? WHERE payment_id = ? AND reference = ?")
                .params(DisputeState.Won.name(), event.paymentId(), event.disputeId())
                .update();
    }

    /** What was lost may be less than what was held back. */
    @EventHandler
    void on(DisputeLost event) {
        jdbc.sql("""
                        UPDATE read_model.payment_incidents
                        SET state = ?, minor_units = CASE currency WHEN ? THEN ? ELSE minor_units END
                        WHERE payment_id = ? AND reference = ?""")
                .params(
                        DisputeState.Lost.name(),
                        event.amount().currency(),
                        event.amount().minorUnits(),
                        event.paymentId(),
                        event.disputeId())
                .update();
    }

    private void add(
            PaymentEvent event, String reference, Kind kind, @Nullable DisputeState state, Money amount, Instant at) {
        jdbc.sql("""
                        INSERT INTO read_model.payment_incidents
                            (payment_id, reference, booking_id, kind, state, currency, minor_units, created_at)
                        VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING""")
                .params(Arrays.asList(
                        event.paymentId(),
                        reference,
                        event.bookingId(),
                        kind.name(),
                        state == null ? null : state.name(),
                        amount.currency(),
                        amount.minorUnits(),
                        Rows.utc(at)))
                .update();
    }

    @ResetHandler
    void reset() {
        jdbc.sql("TRUNCATE read_model.payment_incidents").update();
    }
}
