package io.medicaledu.audit.query;

import io.medicaledu.shared.Problem;
import io.medicaledu.shared.ProblemCode;
import io.medicaledu.shared.query.Rows;
import java.time.Instant;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Whether the audit log tells already what it is asked for: it follows the events, and may be written anew. */
@Component
class LogReadiness {

    private final JdbcClient jdbc;

    LogReadiness(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @throws Problem {@code overloaded} while it is written anew */
    void requireLog() {
        boolean isRebuilt = jdbc.sql("SELECT position IS NOT NULL FROM event_store.followers WHERE name = 'audit-logs'")
                .query(Boolean.class)
                .optional()
                .orElse(false);
        if (isRebuilt) {
            throw new Problem(ProblemCode.OVERLOADED, "The audit log is being written anew; ask again later");
        }
    }

    /** @throws Problem as above; {@code projection-behind} if an event from before the time is not in it yet */
    void requireLogBefore(Instant time) {
        requireLog();
        boolean isBehind =
                jdbc.sql("""
                        SELECT EXISTS (
                            SELECT 1 FROM event_store.domain_events
                            WHERE global_index > (SELECT position FROM event_store.feed) AND time_stamp < ?)""").param(Rows.utc(time)).query(Boolean.class).single();
        if (isBehind) {
            throw new Problem(
                    ProblemCode.PROJECTION_BEHIND,
                    "The audit log has not come to this time yet; ask again in a moment");
        }
    }
}
