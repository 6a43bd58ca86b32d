package io.medicaledu.scheduling.query;

import io.medicaledu.booking.api.BookingEvent.BookingCancelled;
import io.medicaledu.booking.api.BookingEvent.BookingCompleted;
import io.medicaledu.booking.api.BookingEvent.BookingMarkedNoShow;
import io.medicaledu.booking.api.BookingEvent.BookingRescheduled;
import io.medicaledu.booking.api.Funding;
import io.medicaledu.identity.api.Actor;
import io.medicaledu.payment.api.PaymentEvent.RefundFailed;
import io.medicaledu.payment.api.PaymentEvent.RefundRequested;
import io.medicaledu.payment.api.PaymentEvent.RefundSucceeded;
import io.medicaledu.scheduling.api.CancelledBookingView.State;
import io.medicaledu.scheduling.api.SeriesEvent.SeriesCancelled;
import io.medicaledu.scheduling.api.SlotEvent.SlotCancelled;
import io.medicaledu.shared.Ids;
import io.medicaledu.shared.Money;
import io.medicaledu.shared.query.Rows;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.Timestamp;
import org.axonframework.messaging.MetaData;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Keeps {@code slot_cancellations}, {@code series_cancellations} and what became of their bookings and refunds. Alone in
 * knowing all of it, in the order of the events, it never says "complete" while one of them is missing.
 */
@Component
@ProcessingGroup("slot-cancellations")
class SlotCancellationProjection {

    private final JdbcClient jdbc;

    SlotCancellationProjection(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @EventHandler
    void on(SlotCancelled event, @Timestamp Instant at, MetaData metaData) {
        jdbc.sql("""
                        INSERT INTO read_model.slot_cancellations (id, reason, cancelled_by, cancelled_at)
                        VALUES (?, ?, ?, ?)""")
                .params(event.slotId(), event.reason(), Actor.answerableFor(metaData), Rows.utc(at))
                .update();
        jdbc.sql("""
                        INSERT INTO read_model.slot_cancellation_bookings (id, slot_id, ordinal, state)
                        SELECT id, ?, ordinal, ? FROM unnest(CAST(? AS uuid[])) WITH ORDINALITY AS booking (id, ordinal)""")
                .params(event.slotId(), State.Remaining.name(), arrayOf(event.bookingIds()))
                .update();
    }

    /** Cancelled again, what is left of a series is nothing. */
    @EventHandler
    void on(SeriesCancelled event, @Timestamp Instant at, MetaData metaData) {
        jdbc.sql("""
                        INSERT INTO read_model.series_cancellations (id, reason, cancelled_by, cancelled_at)
                        VALUES (?, ?, ?, ?) ON CONFLICT (id) DO NOTHING""")
                .params(event.seriesId(), event.reason(), Actor.answerableFor(metaData), Rows.utc(at))
                .update();
        jdbc.sql("UPDATE read_model.slot_cancellations SET series_id = ? WHERE id = ANY (CAST(? AS uuid[]))")
                .params(event.seriesId(), arrayOf(event.slotIds()))
                .update();
    }

    private static String arrayOf(List<UUID> ids) {
        return "{" + String.join(",", ids.stream().map(UUID::toString).toList()) + "}";
    }

    @EventHandler
    void on(BookingCancelled event, @Timestamp Instant at) {
        if (end(event.bookingId(), State.Cancelled, at)) {
            for (Funding refund : event.refunds()) {
                owe(
                        Ids.cancellationRefund(event.bookingId(), refund.paymentId()),
                        event.bookingId(),
                        refund.paymentId(),
                        refund.amount(),
                        OwedRefunds.OWED);
            }
        }
    }

    @EventHandler
    void on(BookingRescheduled event, @Timestamp Instant at) {
        end(event.bookingId(), State.OtherwiseEnded, at);
    }

    @EventHandler
    void on(BookingCompleted event, @Timestamp Instant at) {
        end(event.bookingId(), State.OtherwiseEnded, at);
    }

    @EventHandler
    void on(BookingMarkedNoShow event, @Timestamp Instant at) {
        end(event.bookingId(), State.OtherwiseEnded, at);
    }

    /** False if it is not a booking of a cancelled slot. */
    private boolean end(UUID bookingId, State state, Instant at) {
        return jdbc.sql("UPDATE read_model.slot_cancellation_bookings SET state = ?, ended_at = ? WHERE id = ?")
                        .params(state.name(), Rows.utc(at), bookingId)
                        .update()
                == 1;
    }

    private void owe(UUID refundId, UUID bookingId, UUID paymentId, Money amount, String state) {
        jdbc.sql("""
                        INSERT INTO read_model.slot_cancellation_refunds
                            (id, booking_id, payment_id, amount, currency, state)
                        VALUES (?, ?, ?, ?, ?, ?)""")
                .params(refundId, bookingId, paymentId, Rows.decimal(amount), amount.currency(), state)
                .update();
    }

    /** Money that comes when its booking has been cancelled goes back, too, though no cancellation has named it. */
    @EventHandler
    void on(RefundRequested event) {
        boolean owed = jdbc.sql("UPDATE read_model.slot_cancellation_refunds SET state = ?, amount = ? WHERE id = ?")
                        .params(OwedRefunds.REQUESTED, Rows.decimal(event.amount()), event.refundId())
                        .update()
                == 1;
        if (!owed && event.refundId().equals(Ids.unusablePaymentRefund(event.paymentId()))) {
            boolean ofCancelledSlot = jdbc.sql("SELECT 1 FROM read_model.slot_cancellation_bookings WHERE id = ?")
                    .param(event.bookingId())
                    .query(Integer.class)
                    .optional()
                    .isPresent();
            if (ofCancelledSlot) {
                owe(event.refundId(), event.bookingId(), event.paymentId(), event.amount(), OwedRefunds.REQUESTED);
            }
        }
    }

    @EventHandler
    void on(RefundSucceeded event, @Timestamp Instant at) {
        jdbc.sql("UPDATE read_model.slot_cancellation_refunds SET state = ?, ended_at = ? WHERE id = ?")
                .params(OwedRefunds.SUCCEEDED, Rows.utc(at), event.refundId())
                .update();
    }

    @EventHandler
    void on(RefundFailed event, @Timestamp Instant at) {
        jdbc.sql("UPDATE read_model.slot_cancellation_refunds SET state = ?, ended_at = ?, error = ? WHERE id = ?")
                .params(OwedRefunds.FAILED, Rows.utc(at), event.reason(), event.refundId())
                .update();
    }
}
