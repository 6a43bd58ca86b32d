package io.medicaledu.app.eventstore;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Where a position is missing in the stream, readers wait for all transactions that may still fill it. One that takes long, and
 * appends nothing, says so: nobody waits for it. It does so by an advisory lock with its own id, which goes with it.
 */
@Component
public class LongTransactions {

    private static final int LOCK_CLASS = 5_059;

    /** The oldest transaction that runs and may append something, in the snapshot of the statement. */
    static final String OLDEST_THAT_MAY_APPEND = """
            (SELECT coalesce(min(running::text::bigint), pg_snapshot_xmax(pg_current_snapshot())::text::bigint)
             FROM pg_snapshot_xip(pg_current_snapshot()) AS running
             WHERE NOT EXISTS (SELECT FROM pg_locks WHERE locktype = 'advisory' AND classid = %d AND objsubid = 2
                               AND objid::bigint = running::text::bigint %% 4294967296))""".formatted(LOCK_CLASS);

    private static final String ANNOUNCE = """
            SELECT pg_advisory_xact_lock(%d, CAST(
                (pg_current_xact_id()::text::bigint + 2147483648) %% 4294967296 - 2147483648 AS integer))""".formatted(LOCK_CLASS);

    private final JdbcClient jdbc;

    LongTransactions(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The current transaction appends no event. */
    public void announce() {
        jdbc.sql(ANNOUNCE).query((row, index) -> index).list();
    }
}
