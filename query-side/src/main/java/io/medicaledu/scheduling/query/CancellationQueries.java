package io.medicaledu.scheduling.query;

import io.medicaledu.scheduling.api.CancellationQuery;
import io.medicaledu.scheduling.api.CancellationQuery.FindCancellation;
import io.medicaledu.scheduling.api.CancellationQuery.FindCancelledBookings;
import io.medicaledu.scheduling.api.CancellationQuery.Scope;
import io.medicaledu.scheduling.api.CancellationView;
import io.medicaledu.scheduling.api.CancelledBookingView;
import io.medicaledu.scheduling.api.CancelledBookingView.RefundState;
import io.medicaledu.scheduling.api.CancelledBookingView.State;
import io.medicaledu.shared.Page;
import io.medicaledu.shared.Problem;
import io.medicaledu.shared.ProblemCode;
import io.medicaledu.shared.query.Cursor;
import io.medicaledu.shared.query.ListQuery;
import io.medicaledu.shared.query.Rows;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.axonframework.queryhandling.QueryHandler;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Answers queries about cancelled slots and series. */
@Component
class CancellationQueries {

    private static final String BOOKINGS = """
            SELECT * FROM (
                SELECT listed.id, listed.slot_id, listed.ordinal, listed.state, booking.student_id,
                    refund.state AS refund_state, refund.amount, refund.currency, refund.error
                FROM read_model.slot_cancellation_bookings AS listed
                LEFT JOIN read_model.bookings AS booking ON booking.id = listed.id
                LEFT JOIN LATERAL (
                    SELECT CASE
                            WHEN bool_or(each.state = 'Failed') THEN 'Failed'
                            WHEN bool_or(each.state IN ('Owed', 'Requested')) THEN 'Pending'
                            ELSE max(each.state) END AS state,
                        sum(each.amount) FILTER (WHERE each.state <> 'NotNeeded') AS amount,
                        max(each.currency) AS currency, string_agg(each.error, '; ') AS error
                    FROM (%s WHERE refund.booking_id = listed.id) AS each) AS refund ON true) AS row""".formatted(OwedRefunds.SELECT);

    private final JdbcClient jdbc;

    CancellationQueries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @QueryHandler
    CancellationView handle(FindCancellation query) {
        requireOwner(query);
        CancellationReport.Head head = head(query);
        // First the bookings: who has seen the last of them ended sees all the refunds that they are owed.
        CancellationReport.BookingCounts bookings = jdbc.sql("""
                        SELECT count(*) AS total, count(*) FILTER (WHERE state = 'Cancelled') AS cancelled,
                            count(*) FILTER (WHERE state = 'Remaining') AS remaining, max(ended_at) AS ended_at
                        FROM read_model.slot_cancellation_bookings WHERE\s""" + slotsOf(query))
                .param("id", query.id())
                .query(CancellationReport::bookings)
                .single();
        List<CancellationReport.RefundCounts> refunds = jdbc.sql("""
                        SELECT each.state, each.currency, count(*) AS count, sum(each.amount) AS amount,
                            max(each.ended_at) AS ended_at
                        FROM (%s) AS each
                        JOIN read_model.slot_cancellation_bookings AS booking ON booking.id = each.booking_id
                        WHERE %s GROUP BY each.state, each.currency""".formatted(OwedRefunds.SELECT, slotsOf(query)))
                .param("id", query.id())
                .query(CancellationReport::refunds)
                .list();
        return CancellationReport.of(query, head, bookings, refunds);
    }

    @QueryHandler
    Page<CancelledBookingView> handle(FindCancelledBookings query) {
        requireOwner(query);
        head(query);
        return ListQuery.lowestFirst(BOOKINGS, "ordinal")
                .where(slotsOf(query), "id", query.id())
                .where(
                        "refund_state = :refundState",
                        "refundState",
                        query.refundState() == null ? null : query.refundState().name())
                .page(
                        jdbc,
                        query.page(),
                        CancellationQueries::booking,
                        booking -> Cursor.ofNumber(booking.ordinal(), booking.bookingId()));
    }

    private static String slotsOf(CancellationQuery query) {
        return switch (query.scope()) {
            case Slot -> "slot_id = :id";
            case Series -> "slot_id IN (SELECT id FROM read_model.slot_cancellations WHERE series_id = :id)";
        };
    }

    /** Slots that were cancelled before the course was handed over are the new instructor's, too. */
    private void requireOwner(CancellationQuery query) {
        String column = query.scope() == Scope.Slot ? "id" : "series_id";
        UUID owner = jdbc.sql("""
                        SELECT course.instructor_id FROM read_model.courses AS course
                        JOIN read_model.availability_slots AS slot ON slot.course_id = course.id
                        WHERE slot.%s = ? LIMIT 1""".formatted(column))
                .param(query.id())
                .query(UUID.class)
                .optional()
                .orElseThrow(() -> Problem.notFound(nameOf(query)));
        if (!query.caller().maySee(owner)) {
            throw new Problem(ProblemCode.FORBIDDEN, "Only the owner may see this");
        }
    }

    private CancellationReport.Head head(CancellationQuery query) {
        String table = query.scope() == Scope.Slot ? "slot_cancellations" : "series_cancellations";
        return jdbc.sql("SELECT reason, cancelled_by, cancelled_at FROM read_model." + table + " WHERE id = ?")
                .param(query.id())
                .query(CancellationReport::head)
                .optional()
                .orElseThrow(() -> Problem.notFound("cancellation of the " + nameOf(query)));
    }

    private static String nameOf(CancellationQuery query) {
        return query.scope() == Scope.Slot ? "slot" : "series";
    }

    private static CancelledBookingView booking(ResultSet row, int index) throws SQLException {
        return new CancelledBookingView(
                Rows.uuid(row, "id"),
                Rows.uuid(row, "slot_id"),
                row.getInt("ordinal"),
                row.getObject("student_id", UUID.class),
                State.valueOf(row.getString("state")),
                refundState(row.getString("refund_state")),
                row.getBigDecimal("amount") == null ? null : Rows.money(row, "amount"),
                row.getString("error"));
    }

    private static @Nullable RefundState refundState(@Nullable String name) {
        return name == null ? null : RefundState.valueOf(name);
    }
}
