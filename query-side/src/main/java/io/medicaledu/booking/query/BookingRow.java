package io.medicaledu.booking.query;

import io.medicaledu.shared.query.RowTable;
import io.medicaledu.shared.query.RowTable.Column;
import io.medicaledu.shared.query.Rows;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A row of {@code bookings}. */
@SuppressWarnings("NullAway.Init") // filled field by field
class BookingRow {

    UUID id;

    UUID studentId;
    UUID availabilitySlotId;
    UUID courseId;
    UUID instructorId;
    short status;

    BigDecimal amount;

    BigDecimal discountAmount;

    String currency;
    short provider;
    Instant bookedSessionStart;
    Instant sessionStart;
    Instant sessionEnd;

    @Nullable
    Instant decideUntil;

    @Nullable
    Instant holdExpiresAt;

    @Nullable
    UUID rescheduledFromBookingId;

    @Nullable
    UUID rescheduledToBookingId;

    @Nullable
    Instant completedAt;

    @Nullable
    String meetingUrl;

    @Nullable
    String meetingNotes;

    @Nullable
    String cancellationReason;

    @Nullable
    String cancellationNote;

    @Nullable
    Instant cancelledAt;

    @Nullable
    Instant confirmedAt;

    Instant createdAt;
    Instant updatedAt;
    long version;

    BookingRow(UUID id, Instant createdAt) {
        this.id = id;
        this.createdAt = createdAt;
    }

    /** The table as its projection writes it. */
    static RowTable<BookingRow> table(JdbcClient jdbc) {
        return new RowTable<>(
                jdbc,
                "read_model.bookings",
                it -> it.id,
                BookingRow::read,
                List.of(
                        new Column<>("id", "uuid", it -> it.id),
                        new Column<>("student_id", "uuid", it -> it.studentId),
                        new Column<>("availability_slot_id", "uuid", it -> it.availabilitySlotId),
                        new Column<>("course_id", "uuid", it -> it.courseId),
                        new Column<>("instructor_id", "uuid", it -> it.instructorId),
                        new Column<>("status", "smallint", it -> it.status),
                        new Column<>("amount", "numeric", it -> it.amount),
                        new Column<>("discount_amount", "numeric", it -> it.discountAmount),
                        new Column<>("currency", "text", it -> it.currency),
                        new Column<>("provider", "smallint", it -> it.provider),
                        new Column<>("booked_session_start", "timestamptz", it -> it.bookedSessionStart),
                        new Column<>("decide_until", "timestamptz", it -> it.decideUntil),
                        new Column<>("session_start", "timestamptz", it -> it.sessionStart),
                        new Column<>("session_end", "timestamptz", it -> it.sessionEnd),
                        new Column<>("hold_expires_at", "timestamptz", it -> it.holdExpiresAt),
                        new Column<>("rescheduled_from_booking_id", "uuid", it -> it.rescheduledFromBookingId),
                        new Column<>("rescheduled_to_booking_id", "uuid", it -> it.rescheduledToBookingId),
                        new Column<>("completed_at", "timestamptz", it -> it.completedAt),
                        new Column<>("meeting_url", "text", it -> it.meetingUrl),
                        new Column<>("meeting_notes", "text", it -> it.meetingNotes),
                        new Column<>("cancellation_reason", "text", it -> it.cancellationReason),
                        new Column<>("cancellation_note", "text", it -> it.cancellationNote),
                        new Column<>("cancelled_at", "timestamptz", it -> it.cancelledAt),
                        new Column<>("confirmed_at", "timestamptz", it -> it.confirmedAt),
                        new Column<>("created_at", "timestamptz", it -> it.createdAt),
                        new Column<>("updated_at", "timestamptz", it -> it.updatedAt),
                        new Column<>("version", "bigint", it -> it.version)));
    }

    private static BookingRow read(ResultSet row, int index) throws SQLException {
        BookingRow it = new BookingRow(row.getObject("id", UUID.class), Rows.instant(row, "created_at"));
        it.studentId = row.getObject("student_id", UUID.class);
        it.availabilitySlotId = row.getObject("availability_slot_id", UUID.class);
        it.courseId = row.getObject("course_id", UUID.class);
        it.instructorId = row.getObject("instructor_id", UUID.class);
        it.status = row.getShort("status");
        it.amount = row.getBigDecimal("amount");
        it.discountAmount = row.getBigDecimal("discount_amount");
        it.currency = row.getString("currency");
        it.provider = row.getShort("provider");
        it.bookedSessionStart = Rows.instant(row, "booked_session_start");
        it.decideUntil = Rows.instantOrNull(row, "decide_until");
        it.sessionStart = Rows.instant(row, "session_start");
        it.sessionEnd = Rows.instant(row, "session_end");
        it.holdExpiresAt = Rows.instantOrNull(row, "hold_expires_at");
        it.rescheduledFromBookingId = row.getObject("rescheduled_from_booking_id", UUID.class);
        it.rescheduledToBookingId = row.getObject("rescheduled_to_booking_id", UUID.class);
        it.completedAt = Rows.instantOrNull(row, "completed_at");
        it.meetingUrl = row.getString("meeting_url");
        it.meetingNotes = row.getString("meeting_notes");
        it.cancellationReason = row.getString("cancellation_reason");
        it.cancellationNote = row.getString("cancellation_note");
        it.cancelledAt = Rows.instantOrNull(row, "cancelled_at");
        it.confirmedAt = Rows.instantOrNull(row, "confirmed_at");
        it.updatedAt = Rows.instant(row, "updated_at");
        it.version = row.getLong("version");
        return it;
    }
}
