package io.medicaledu.booking.query;

import io.medicaledu.booking.api.BookingQuery.FindBooking;
import io.medicaledu.booking.api.BookingQuery.FindBookings;
import io.medicaledu.booking.api.BookingStatus;
import io.medicaledu.booking.api.BookingView;
import io.medicaledu.booking.api.CancellationReason;
import io.medicaledu.identity.api.Caller;
import io.medicaledu.payment.api.PaymentProvider;
import io.medicaledu.shared.Page;
import io.medicaledu.shared.Problem;
import io.medicaledu.shared.query.Cursor;
import io.medicaledu.shared.query.ListQuery;
import io.medicaledu.shared.query.Rows;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.UUID;
import org.axonframework.queryhandling.QueryHandler;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Answers queries about bookings. */
@Component
class BookingQueries {

    /** With the time zone of the reader. */
    private static final String BOOKINGS = """
            SELECT bookings.*, (SELECT time_zone FROM read_model.users WHERE users.id = :reader) AS reader_zone
            FROM read_model.bookings""";

    private final JdbcClient jdbc;

    BookingQueries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @QueryHandler
    BookingView handle(FindBooking query) {
        Caller caller = query.caller();
        return jdbc.sql(BOOKINGS + " WHERE id = :id")
                .param("reader", caller.userId())
                .param("id", query.bookingId())
                .query(mapper(caller))
                .optional()
                .filter(booking ->
                        caller.maySee(booking.studentId()) || caller.userId().equals(booking.instructorId()))
                .orElseThrow(() -> Problem.notFound("booking"));
    }

    @QueryHandler
    Page<BookingView> handle(FindBookings query) {
        if (query.from() != null && query.to() != null && query.from().isAfter(query.to())) {
            throw Problem.invalid("from", "must not be after to");
        }
        Caller caller = query.caller();
        return ListQuery.newestFirst(BOOKINGS, "created_at")
                .with("reader", caller.userId())
                .where(
                        "(student_id = :self OR instructor_id = :self)",
                        "self",
                        caller.seesEverything() ? null : caller.userId())
                .where(
                        "status = :status",
                        "status",
                        query.status() == null ? null : query.status().ordinal())
                .where("course_id = :course", "course", query.courseId())
                .where("availability_slot_id = :slot", "slot", query.slotId())
                .where("session_start >= :from", "from", query.from())
                .where("session_start < :to", "to", query.to())
                .page(
                        jdbc,
                        query.page(),
                        mapper(caller),
                        booking -> new Cursor(booking.createdAt(), booking.bookingId()));
    }

    private static RowMapper<BookingView> mapper(Caller reader) {
        return (row, index) -> {
            String zone = row.getString("reader_zone");
            return booking(row, zone == null ? ZoneOffset.UTC : ZoneId.of(zone), reader);
        };
    }

    private static BookingView booking(ResultSet row, ZoneId zone, Caller reader) throws SQLException {
        boolean party = reader.userId().equals(Rows.uuid(row, "student_id"))
                || reader.userId().equals(Rows.uuid(row, "instructor_id"));
        return new BookingView(
                Rows.uuid(row, "id"),
                Rows.uuid(row, "student_id"),
                Rows.uuid(row, "availability_slot_id"),
                Rows.uuid(row, "course_id"),
                Rows.uuid(row, "instructor_id"),
                Rows.code(row, "status", BookingStatus.class),
                Rows.money(row, "amount"),
                Rows.money(row, "discount_amount"),
                Rows.code(row, "provider", PaymentProvider.class),
                Rows.instant(row, "session_start"),
                Rows.instant(row, "session_end"),
                Rows.instant(row, "session_start").atZone(zone).format(DateTimeFormatter.ISO_ZONED_DATE_TIME),
                Rows.instantOrNull(row, "hold_expires_at"),
                row.getObject("rescheduled_from_booking_id", UUID.class),
                row.getObject("rescheduled_to_booking_id", UUID.class),
                party ? row.getString("meeting_url") : null,
                party ? row.getString("meeting_notes") : null,
                reason(row.getString("cancellation_reason")),
                Rows.instantOrNull(row, "cancelled_at"),
                Rows.instantOrNull(row, "confirmed_at"),
                Rows.instantOrNull(row, "completed_at"),
                Rows.instantOrNull(row, "decide_until"),
                Rows.instant(row, "created_at"),
                Rows.instant(row, "updated_at"),
                row.getLong("version"));
    }

    private static @Nullable CancellationReason reason(@Nullable String name) {
        return name == null ? null : CancellationReason.valueOf(name);
    }
}
