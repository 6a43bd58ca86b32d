package io.medicaledu.booking.query;

import io.medicaledu.booking.api.BookingEvent.BookingCancelled;
import io.medicaledu.booking.api.BookingEvent.BookingCompleted;
import io.medicaledu.booking.api.BookingEvent.BookingConfirmed;
import io.medicaledu.booking.api.BookingEvent.BookingMarkedNoShow;
import io.medicaledu.booking.api.BookingEvent.BookingReinstated;
import io.medicaledu.booking.api.BookingEvent.BookingRequested;
import io.medicaledu.booking.api.BookingEvent.BookingRescheduled;
import io.medicaledu.booking.api.BookingEvent.MeetingArranged;
import io.medicaledu.booking.api.BookingEvent.MovedSessionAccepted;
import io.medicaledu.booking.api.BookingEvent.PromoCodeRedeemed;
import io.medicaledu.booking.api.BookingEvent.PromoCodeReleased;
import io.medicaledu.booking.api.BookingEvent.RescheduleAbandoned;
import io.medicaledu.booking.api.BookingEvent.RescheduleStarted;
import io.medicaledu.booking.api.BookingEvent.SessionMoved;
import io.medicaledu.booking.api.BookingStatus;
import io.medicaledu.booking.query.BookingNews.Change;
import io.medicaledu.scheduling.api.SlotEvent.SlotHandedOver;
import io.medicaledu.shared.Ids;
import io.medicaledu.shared.query.RowTable;
import io.medicaledu.shared.query.Rows;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import java.util.function.Consumer;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.SequenceNumber;
import org.axonframework.eventhandling.Timestamp;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Keeps {@code bookings} and {@code booking_promo_codes}. */
@Component
@ProcessingGroup("bookings")
class BookingProjection {

    private final RowTable<BookingRow> bookings;
    private final JdbcClient jdbc;
    private final BookingNews news;

    BookingProjection(JdbcClient jdbc, BookingNews news) {
        this.bookings = BookingRow.table(jdbc);
        this.jdbc = jdbc;
        this.news = news;
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
        row.bookedSessionStart = event.sessionStart();
        row.sessionStart = event.sessionStart();
        row.sessionEnd = event.sessionEnd();
        row.holdExpiresAt = event.holdExpiresAt();
        row.rescheduledFromBookingId = event.rescheduledFromBookingId();
        row.updatedAt = at;
        row.version = version;
        bookings.insert(row);
        news.requested(event.bookingId(), event.studentId());
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

    @EventHandler
    void on(RescheduleStarted event, @Timestamp Instant at, @SequenceNumber long version) {
        change(event.bookingId(), at, version, row -> row.rescheduledToBookingId = event.newBookingId());
    }

    @EventHandler
    void on(RescheduleAbandoned event, @Timestamp Instant at, @SequenceNumber long version) {
        change(event.bookingId(), at, version, row -> row.rescheduledToBookingId = null);
    }

    @EventHandler
    void on(BookingRescheduled event, @Timestamp Instant at, @SequenceNumber long version) {
        change(event.bookingId(), at, version, row -> {
            row.status = code(BookingStatus.Rescheduled);
            row.rescheduledToBookingId = event.newBookingId();
            row.holdExpiresAt = null;
        });
    }

    @EventHandler
    void on(BookingCompleted event, @Timestamp Instant at, @SequenceNumber long version) {
        change(event.bookingId(), at, version, row -> {
            row.status = code(BookingStatus.Completed);
            row.completedAt = event.completedAt();
        });
    }

    @EventHandler
    void on(BookingMarkedNoShow event, @Timestamp Instant at, @SequenceNumber long version) {
        change(event.bookingId(), at, version, row -> row.status = code(BookingStatus.NoShow));
    }

    @EventHandler
    void on(SessionMoved event, @Timestamp Instant at, @SequenceNumber long version) {
        change(event.bookingId(), at, version, row -> {
            row.sessionStart = event.sessionStart();
            row.sessionEnd = event.sessionEnd();
            row.decideUntil = event.decideUntil();
        });
    }

    @EventHandler
    void on(MovedSessionAccepted event, @Timestamp Instant at, @SequenceNumber long version) {
        change(event.bookingId(), at, version, row -> row.decideUntil = null);
    }

    /** The booking itself has not changed, so it keeps its version. */
    @EventHandler
    void on(SlotHandedOver event, @Timestamp Instant at) {
        for (UUID bookingId : event.bookingIds()) {
            bookings.change(bookingId, row -> {
                row.instructorId = event.instructorId();
                row.updatedAt = at;
            });
        }
    }

    @EventHandler
    void on(MeetingArranged event, @Timestamp Instant at, @SequenceNumber long version) {
        change(event.bookingId(), at, version, row -> {
            row.meetingUrl = event.meetingUrl();
            row.meetingNotes = event.meetingNotes();
        });
    }

    @EventHandler
    void on(PromoCodeRedeemed event, @Timestamp Instant at, @SequenceNumber long version) {
        change(event.bookingId(), at, version, row -> {});
        jdbc.sql("""
                        INSERT INTO read_model.booking_promo_codes
                            (id, booking_id, promo_code_id, discount_amount, currency, created_at)
                        VALUES (?, ?, ?, ?, ?, ?)
                        ON CONFLICT (booking_id) DO UPDATE SET released_at = NULL""")
                .params(
                        Ids.derive("booking-promo-code", event.bookingId()),
                        event.bookingId(),
                        event.promoCodeId(),
                        Rows.decimal(event.discount()),
                        event.discount().currency(),
                        at.atOffset(ZoneOffset.UTC))
                .update();
    }

    @EventHandler
    void on(PromoCodeReleased event, @Timestamp Instant at, @SequenceNumber long version) {
        change(event.bookingId(), at, version, row -> {});
        jdbc.sql("UPDATE read_model.booking_promo_codes SET released_at = ? WHERE booking_id = ?")
                .params(at.atOffset(ZoneOffset.UTC), event.bookingId())
                .update();
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
        bookings.change(bookingId, row -> {
            change.accept(row);
            row.updatedAt = at;
            row.version = version;
            if (row.status != code(BookingStatus.Pending)) {
                news.changed(bookingId, Change.DECIDED);
            }
        });
    }
}
