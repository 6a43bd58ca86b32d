package io.medicaledu.payment.query;

import io.medicaledu.payment.api.PaymentEvent;
import io.medicaledu.payment.api.PaymentEvent.PaymentFlagged;
import io.medicaledu.payment.api.PaymentEvent.SurplusCaptured;
import io.medicaledu.shared.Money;
import io.medicaledu.shared.query.Rows;
import java.time.Instant;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.Timestamp;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Keeps {@code payment_incidents}: each of them, where the row of the payment tells of the last one only. Disputes are
 * kept there by {@link PaymentDisputeProjection}.
 */
@Component
@ProcessingGroup("payments")
class PaymentIncidentProjection {

    private final JdbcClient jdbc;

    PaymentIncidentProjection(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    private enum Kind {
        Flagged,
        Surplus
    }

    @EventHandler
    void on(PaymentFlagged event, @Timestamp Instant at) {
        add(event, event.providerTransactionId(), Kind.Flagged, event.captured(), at);
    }

    @EventHandler
    void on(SurplusCaptured event, @Timestamp Instant at) {
        add(event, event.providerTransactionId(), Kind.Surplus, event.captured(), at);
    }

    private void add(PaymentEvent event, String reference, Kind kind, Money amount, Instant at) {
        jdbc.sql("""
                        INSERT INTO read_model.payment_incidents
                            (payment_id, reference, booking_id, kind, currency, minor_units, created_at)
                        VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING""")
                .params(
                        event.paymentId(),
                        reference,
                        event.bookingId(),
                        kind.name(),
                        amount.currency(),
                        amount.minorUnits(),
                        Rows.utc(at))
                .update();
    }
}
