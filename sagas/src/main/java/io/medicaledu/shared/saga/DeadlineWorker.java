package io.medicaledu.shared.saga;

import io.medicaledu.kernel.queue.WorkQueue;
import io.medicaledu.kernel.queue.Worker;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Sees to the deadlines of all process managers. The command comes first and the row is marked afterwards, so no row is
 * locked while somebody waits for an aggregate; commands of deadlines change nothing when they come twice. A deadline that fails is tried again after 1 s, 2 s, 4 s, up to a minute; the others do not wait.
 */
@Component
class DeadlineWorker implements WorkQueue {

    private static final Logger LOG = LoggerFactory.getLogger(DeadlineWorker.class);
    private static final int MOST = 200;
    private static final int LONGEST_PAUSE_SECONDS = 60;

    private final Map<String, Deadline> byTable;
    private final String due;
    private final JdbcClient jdbc;
    private final Clock clock;
    private final Worker worker = new Worker("deadlines", this::work);

    DeadlineWorker(List<Deadline> deadlines, JdbcClient jdbc, Clock clock) {
        this.byTable = deadlines.stream().collect(Collectors.toMap(Deadline::table, Function.identity()));
        this.due = deadlines.stream()
                .map(deadline -> "SELECT '%1$s' AS kind, %2$s AS id, %3$s, due_at FROM %1$s WHERE due_at <= :now"
                        .formatted(deadline.table(), deadline.key(), Story.COLUMNS))
                .collect(Collectors.joining(" UNION ALL ", "", " ORDER BY due_at LIMIT " + MOST));
        this.jdbc = jdbc;
        this.clock = clock;
    }

    private record Due(Deadline deadline, UUID id, Story story) {}

    private boolean work() {
        OffsetDateTime now = clock.instant().atOffset(ZoneOffset.UTC);
        List<Due> all = jdbc.sql(due)
                .param("now", now)
                .query((row, index) -> new Due(
                        Objects.requireNonNull(byTable.get(row.getString("kind"))),
                        row.getObject("id", UUID.class),
                        Story.of(row)))
                .list();
        all.forEach(each -> attempt(each, now));
        return all.size() == MOST;
    }

    private void attempt(Due due, OffsetDateTime now) {
        try {
            due.deadline().onDue(due.id(), due.story());
            jdbc.sql("UPDATE %s SET due_at = NULL WHERE %s = ? AND due_at <= ?"
                            .formatted(due.deadline().table(), due.deadline().key()))
                    .params(due.id(), now)
                    .update();
        } catch (RuntimeException e) {
            LOG.warn(
                    "The deadline of {} {} has failed and is tried again",
                    due.deadline().table(),
                    due.id(),
                    e);
            postpone(due, now);
        }
    }

    private void postpone(Due due, OffsetDateTime now) {
        jdbc.sql("""
                        UPDATE %s
                        SET due_at = ? + least(power(2, attempts), ?) * interval '1 second', attempts = attempts + 1
                        WHERE %s = ? AND due_at <= ?""".formatted(due.deadline().table(), due.deadline().key()))
                .params(now, LONGEST_PAUSE_SECONDS, due.id(), now)
                .update();
    }

    @Override
    public Worker worker() {
        return worker;
    }

    @Override
    public String whatIsDue() {
        return byTable.keySet().stream()
                .map("SELECT 1 FROM %s WHERE due_at <= :now"::formatted)
                .collect(Collectors.joining(" UNION ALL "));
    }
}
