package io.medicaledu.audit.query;

import io.medicaledu.audit.query.RowsThenAndNow.Moment;
import io.medicaledu.audit.query.TimeTravel.Difference;
import io.medicaledu.shared.Page;
import io.medicaledu.shared.PageRequest;
import io.medicaledu.shared.Problem;
import io.medicaledu.shared.query.Cursor;
import io.medicaledu.shared.query.ListQuery;
import io.medicaledu.shared.query.Rows;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * Says what a whole table said at an instant, of the rows of a period: "what did the payments of March say on the first of
 * April".
 *
 * <p>The audit log says which rows there were, along its index by table and time; what they said is played from the events,
 * as {@link TimeTravel} does for one. Adding up the log's new values would be less work. But the log is a copy that can be
 * written anew, and the events are what is sealed: an auditor's answer comes from them, and is the same for one row and for
 * all. A page costs its own rows' events, however many others there are.
 */
@Component
public class PeriodStates {

    private static final Logger LOG = LoggerFactory.getLogger(PeriodStates.class);

    /**
     * The log tells a row first when it comes to be. Not all tables have an action of their own for that, so nothing may come
     * before it. Asked row by row, the oldest first: whatever is not the first finds out at once.
     */
    private static final String IS_FIRST = """
            NOT EXISTS (
                SELECT 1 FROM read_model.audit_logs AS earlier
                WHERE earlier.entity_id = log.entity_id AND earlier.entity_name = log.entity_name
                    AND earlier.event_position < log.event_position
                ORDER BY earlier.created_at, earlier.id OFFSET 0)""";

    private final JdbcClient jdbc;
    private final RowReplay replay;
    private final LogReadiness log;
    private final Clock clock;

    PeriodStates(JdbcClient jdbc, RowReplay replay, LogReadiness log, Clock clock) {
        this.jdbc = jdbc;
        this.replay = replay;
        this.log = log;
        this.clock = clock;
    }

    /**
     * Which rows, and when.
     *
     * @param entityName the table's name, in the singular or the plural
     * @param asOf the events of that very instant included
     * @param from rows that came to be at that time or later; null means from the beginning
     * @param to rows that came to be before; null means up to {@code asOf}
     * @param differences whether it is told what is otherwise now
     */
    public record Filter(
            String entityName,
            Instant asOf,
            @Nullable Instant from,
            @Nullable Instant to,
            boolean differences) {}

    /**
     * A row as it was.
     *
     * @param createdAt when it came to be
     * @param position of the last event that had changed it, in the feed
     * @param occurredAt when that happened
     * @param state its columns, without those that were empty
     * @param differences what is otherwise now; null if that was not asked for
     */
    public record RowState(
            String entityName,
            UUID id,
            Instant createdAt,
            long position,
            Instant occurredAt,
            JsonNode state,
            @Nullable List<Difference> differences) {}

    private record Created(UUID logId, UUID id, Instant at) {}

    /**
     * A page, the oldest rows first.
     *
     * @throws Problem {@code validation} for the future, a table that the log does not know, a period that ends before it
     *     begins; {@code projection-behind} if the log has not come to that time yet
     */
    public Page<RowState> find(Filter filter, PageRequest page) {
        String name = AuditedNames.ofRow(filter.entityName());
        if (filter.asOf().isAfter(clock.instant())) {
            throw Problem.invalid("asOf", "must not be in the future");
        }
        if (filter.from() != null && filter.to() != null && filter.from().isAfter(filter.to())) {
            throw Problem.invalid("from", "must not be after to");
        }
        Instant before = filter.asOf().truncatedTo(ChronoUnit.MILLIS).plusMillis(1);
        log.requireLogBefore(before);
        Page<Created> created = created(name, filter, before, page);
        List<UUID> ids = created.items().stream().map(Created::id).toList();
        RowsThenAndNow rows = new RowsThenAndNow(name, ids, step -> step.at().isBefore(before));
        replay.play(name, ids, filter.differences() ? null : before, rows::play);
        return new Page<>(
                created.items().stream()
                        .flatMap(row -> state(name, row, rows, filter.differences()).stream())
                        .toList(),
                created.nextCursor());
    }

    private Page<Created> created(String name, Filter filter, Instant before, PageRequest page) {
        return ListQuery.oldestFirst("SELECT id, entity_id, created_at FROM read_model.audit_logs AS log", "created_at")
                .where("entity_name = :name", "name", name)
                .where("created_at >= :from", "from", filter.from())
                .where("created_at < :to", "to", filter.to())
                .where("created_at < :before", "before", before)
                .where(IS_FIRST)
                .page(
                        jdbc,
                        page,
                        (row, index) -> new Created(
                                Rows.uuid(row, "id"), Rows.uuid(row, "entity_id"), Rows.instant(row, "created_at")),
                        row -> new Cursor(row.at(), row.logId()));
    }

    private static Optional<RowState> state(String name, Created row, RowsThenAndNow rows, boolean differences) {
        Optional<Moment> then = rows.then(row.id());
        if (then.isEmpty()) {
            LOG.error("The audit log tells of {} {}, but no event does", name, row.id());
        }
        return then.map(moment -> new RowState(
                name,
                row.id(),
                row.at(),
                moment.position(),
                moment.occurredAt(),
                moment.state(),
                differences ? rows.differences(row.id()) : null));
    }
}
