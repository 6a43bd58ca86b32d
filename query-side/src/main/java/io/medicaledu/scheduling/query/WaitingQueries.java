package io.medicaledu.scheduling.query;

import io.medicaledu.scheduling.api.WaitingQuery;
import io.medicaledu.scheduling.api.WaitingView;
import io.medicaledu.shared.Problem;
import io.medicaledu.shared.query.Rows;
import org.axonframework.queryhandling.QueryHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Answers queries about waitlists. */
@Component
class WaitingQueries {

    private final JdbcClient jdbc;

    WaitingQueries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @QueryHandler
    WaitingView handle(WaitingQuery query) {
        return jdbc.sql("""
                        SELECT joined_at, offered_until,
                            CASE WHEN offered_until IS NULL THEN (
                                SELECT count(*) FROM read_model.slot_waiters AS other
                                WHERE other.slot_id = waiter.slot_id AND other.offered_until IS NULL
                                  AND other.line <= waiter.line) ELSE 0 END AS position
                        FROM read_model.slot_waiters AS waiter WHERE slot_id = ? AND student_id = ?""")
                .params(query.slotId(), query.studentId())
                .query((row, index) -> new WaitingView(
                        query.slotId(),
                        row.getInt("position"),
                        Rows.instant(row, "joined_at"),
                        Rows.instantOrNull(row, "offered_until")))
                .optional()
                .orElseThrow(() -> Problem.notFound("place on the waitlist"));
    }
}
