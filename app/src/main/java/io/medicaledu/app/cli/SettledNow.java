package io.medicaledu.app.cli;

import io.medicaledu.audit.query.SettledEvents;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * How far the events are complete as the command begins; what comes later it does not read. A position is drawn by a
 * statement that holds a lock on the table already and keeps it until its transaction ends: once those have ended that held
 * one when the last position was seen, no event can appear below it.
 */
final class SettledNow implements SettledEvents {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration PAUSE = Duration.ofMillis(20);

    private final JdbcClient jdbc;
    private @Nullable Long position;

    SettledNow(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public long settledPosition() {
        if (position == null) {
            position = find();
        }
        return Objects.requireNonNull(position);
    }

    private long find() {
        boolean isReplica =
                jdbc.sql("SELECT pg_is_in_recovery()").query(Boolean.class).single();
        if (isReplica) {
            // Who writes at the primary is not seen here; where its followers are, nothing can appear any more.
            return jdbc.sql("SELECT position FROM event_store.feed")
                    .query(Long.class)
                    .single();
        }
        long last = jdbc.sql("SELECT coalesce(max(global_index), 0) FROM event_store.domain_events")
                .query(Long.class)
                .single();
        List<String> writers = writers();
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!writers.isEmpty()) {
            if (System.nanoTime() > end) {
                throw new CliException(
                        ExitCode.UNREACHABLE, "A transaction that may add events does not end; try again later");
            }
            pause();
            List<String> now = writers();
            writers = writers.stream().filter(now::contains).toList();
        }
        return last;
    }

    private List<String> writers() {
        return jdbc.sql("""
                        SELECT DISTINCT virtualtransaction FROM pg_locks
                        WHERE database = (SELECT oid FROM pg_database WHERE datname = current_database())
                            AND relation = 'event_store.domain_events'::regclass AND mode = 'RowExclusiveLock'""").query(String.class).list();
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CliException(ExitCode.UNREACHABLE, "Interrupted", e);
        }
    }
}
