package io.medicaledu.booking.saga;

import io.medicaledu.shared.saga.Story;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The rows of {@link BookingPaymentSaga}: bookings that wait for their payment. */
@Component
class BookingPaymentRows implements WaitingBookings {

    static final String TABLE = "process_manager.booking_payments";
    static final String KEY = "booking_id";

    private final JdbcClient jdbc;

    BookingPaymentRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public void add(UUID bookingId, UUID paymentId, Instant holdExpiresAt, Story story) {
        jdbc.sql("""
                        INSERT INTO process_manager.booking_payments
                            (booking_id, payment_id, due_at, correlation_id, request_id, initiator)
                        VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (booking_id) DO NOTHING""")
                .params(Arrays.asList(
                        bookingId,
                        paymentId,
                        holdExpiresAt.atOffset(ZoneOffset.UTC),
                        story.correlationId(),
                        story.requestId(),
                        story.initiator()))
                .update();
    }

    @Override
    public Optional<UUID> remove(UUID bookingId) {
        return jdbc.sql("DELETE FROM process_manager.booking_payments WHERE booking_id = ? RETURNING payment_id")
                .param(bookingId)
                .query(UUID.class)
                .optional();
    }
}
