package io.medicaledu.booking.query;

import io.medicaledu.booking.api.BookingStatus;
import io.medicaledu.booking.api.CalendarQuery;
import io.medicaledu.kernel.Tokens;
import io.medicaledu.kernel.calendar.CalendarEntry;
import io.medicaledu.kernel.calendar.Calendars;
import io.medicaledu.shared.Problem;
import io.medicaledu.shared.query.Rows;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.axonframework.queryhandling.QueryHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Somebody's sessions as a calendar program reads them: those to come, and those of the last three months. */
@Component
class CalendarFeed {

    private static final Duration BACK = Duration.ofDays(90);
    private static final int MOST = 2_000;

    private final JdbcClient jdbc;
    private final Clock clock;

    CalendarFeed(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    private record Reader(UUID userId, ZoneId zone) {}

    @QueryHandler
    String handle(CalendarQuery query) {
        Reader reader = jdbc.sql("""
                        SELECT id, time_zone FROM read_model.users
                        WHERE calendar_token_hash = ? AND is_active AND deleted_at IS NULL""")
                .param(Tokens.hash(query.token()))
                .query((row, index) -> new Reader(Rows.uuid(row, "id"), ZoneId.of(row.getString("time_zone"))))
                .optional()
                .orElseThrow(() -> Problem.notFound("calendar"));
        List<CalendarEntry> entries = new ArrayList<>(booked(reader.userId()));
        entries.addAll(taught(reader.userId()));
        return Calendars.feed(entries, reader.zone());
    }

    /** A booking that has replaced others is the same session in the calendar. */
    private List<CalendarEntry> booked(UUID userId) {
        return jdbc.sql("""
                        WITH RECURSIVE chain AS (
                            SELECT booking.id AS booking_id, booking.id AS first_id, rescheduled_from_booking_id AS earlier
                            FROM read_model.bookings AS booking
                            WHERE student_id = :user AND status IN (:confirmed, :completed) AND session_start > :from
                            UNION ALL
                            SELECT chain.booking_id, booking.id, booking.rescheduled_from_booking_id
                            FROM chain JOIN read_model.bookings AS booking ON booking.id = chain.earlier)
                        SELECT 'booking-' || chain.first_id AS uid, booking.updated_at, booking.session_start AS start_time,
                            booking.session_end AS end_time, course.title, booking.meeting_url AS location
                        FROM chain
                        JOIN read_model.bookings AS booking ON booking.id = chain.booking_id
                        JOIN read_model.courses AS course ON course.id = booking.course_id
                        WHERE chain.earlier IS NULL ORDER BY booking.session_start DESC LIMIT :most""")
                .param("user", userId)
                .param("confirmed", BookingStatus.Confirmed.ordinal())
                .param("completed", BookingStatus.Completed.ordinal())
                .param("from", from())
                .param("most", MOST)
                .query(CalendarFeed::entry)
                .list();
    }

    private List<CalendarEntry> taught(UUID userId) {
        return jdbc.sql("""
                        SELECT 'slot-' || slot.id AS uid, slot.updated_at, slot.start_time_utc AS start_time,
                            slot.end_time_utc AS end_time,
                            course.title || ' (' || slot.current_participants || '/' || slot.max_participants || ')' AS title,
                            slot.meeting_url AS location
                        FROM read_model.availability_slots AS slot
                        JOIN read_model.courses AS course ON course.id = slot.course_id
                        WHERE slot.instructor_id = :user AND slot.cancelled_at IS NULL AND slot.start_time_utc > :from
                        ORDER BY slot.start_time_utc DESC LIMIT :most""")
                .param("user", userId)
                .param("from", from())
                .param("most", MOST)
                .query(CalendarFeed::entry)
                .list();
    }

    private OffsetDateTime from() {
        return Rows.utc(clock.instant().minus(BACK));
    }

    private static CalendarEntry entry(ResultSet row, int index) throws SQLException {
        return new CalendarEntry(
                row.getString("uid") + "@medicaledu",
                Rows.instant(row, "updated_at"),
                Rows.instant(row, "start_time"),
                Rows.instant(row, "end_time"),
                row.getString("title"),
                row.getString("location"),
                false);
    }
}
