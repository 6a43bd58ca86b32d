package io.medicaledu.booking.query;

import io.medicaledu.booking.api.BookingEvent.BookingCancelled;
import io.medicaledu.booking.api.BookingEvent.BookingConfirmed;
import io.medicaledu.booking.api.BookingEvent.BookingReinstated;
import io.medicaledu.booking.api.BookingEvent.BookingRequested;
import io.medicaledu.booking.api.BookingStatus;
import io.medicaledu.shared.query.Rows;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.UUID;
import java.util.function.Consumer;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.ResetHandler;
import org.axonframework.eventhandling.SequenceNumber;
import org.axonframework.eventhandling.Timestamp;
import org.springframework.stereotype.Component;

/** Keeps {@code bookings}. */
@Component
@ProcessingGroup("bookings")
class BookingProjection {

    private final EntityManager entities;

    BookingProjection(EntityManager entities) {
        this.entities = entities;
    }

    @EventHandler
    void on(BookingRequested event, @Timestamp Instant at, @SequenceNumber long version) {
        BookingRow row = new BookingRow(event.bookingId(), at);
        row.studentId = event.studentId();
        row.availabilitySlotId = event.slotId();
        row.courseId = event.courseId();
        row.instructorId = event.instructorId();
        row.status = code(BookingStatus.Pending);
        row.amount = Rows.decimal(event.amount());
        row.discountAmount = Rows.decimal(event.discount());
        row.currency = event.amount().currency();
        row.provider = (short) event.provider().ordinal();
        row.sessionStart = event.sessionStart();
        row.sessionEnd = event.sessionEnd();
        row.holdExpiresAt = event.holdExpiresAt();
        row.updatedAt = at;
        row.version = version;
        entities.persist(row);
    }

    @EventHandler
    void on(BookingConfirmed event, @Timestamp Instant at, @SequenceNumber long version) {
        change(event.bookingId(), at, version, row -> confirm(row, at));
    }

    @EventHandler
    void on(BookingReinstated event, @Timestamp Instant at, @SequenceNumber long version) {
        change(event.bookingId(), at, version, row -> {
            confirm(row, at);
            row.cancelledAt = null;
            row.cancellationReason = null;
            row.cancellationNote = null;
        });
    }

    @EventHandler
    void on(BookingCancelled event, @Timestamp Instant at, @SequenceNumber long version) {
        change(event.bookingId(), at, version, row -> {
            row.status = code(BookingStatus.Cancelled);
            row.cancelledAt = event.cancelledAt();
            row.cancellationReason = event.reason().name();
            row.cancellationNote = event.note();
            row.holdExpiresAt = null;
        });
    }

    private static void confirm(BookingRow row, Instant at) {
        row.status = code(BookingStatus.Confirmed);
        row.confirmedAt = at;
        row.holdExpiresAt = null;
    }

    private static short code(BookingStatus status) {
        return (short) status.ordinal();
    }

    private void change(UUID bookingId, Instant at, long version, Consumer<BookingRow> change) {
        BookingRow row = entities.find(BookingRow.class, bookingId);
        change.accept(row);
        row.updatedAt = at;
        row.version = version;
    }

    @ResetHandler
    void reset() {
        entities.createNativeQuery("TRUNCATE read_model.bookings").executeUpdate();
    }
}
