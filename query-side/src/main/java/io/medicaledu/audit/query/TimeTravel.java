package io.medicaledu.audit.query;

import io.medicaledu.audit.query.RowReplay.Step;
import io.medicaledu.audit.query.RowsThenAndNow.Moment;
import io.medicaledu.shared.Problem;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * Says what was true at any time: plays the events of an aggregate, and those of others that have changed it, through the
 * code that writes the audit log, up to then and up to now. Only the row as it was then and is now is kept.
 */
@Component
public class TimeTravel {

    private final JdbcClient jdbc;
    private final RowReplay replay;
    private final LogReadiness log;
    private final Clock clock;

    TimeTravel(JdbcClient jdbc, RowReplay replay, LogReadiness log, Clock clock) {
        this.jdbc = jdbc;
        this.replay = replay;
        this.log = log;
        this.clock = clock;
    }

    /**
     * An aggregate as it was.
     *
     * @param version of the aggregate then: the sequence number of its last event
     * @param position of the last event that has changed it, in the feed
     * @param occurredAt when that happened
     * @param state its columns, without those that were empty
     * @param differences what is otherwise now
     */
    public record Then(
            String entityName,
            UUID id,
            long version,
            long position,
            Instant occurredAt,
            JsonNode state,
            List<Difference> differences) {}

    /** One column, then and now; null if it was or is empty. */
    public record Difference(
            String field, @Nullable JsonNode then, @Nullable JsonNode now) {}

    /** As it is now. */
    public Then now(String entityName, UUID id) {
        return asOf(entityName, id, clock.instant());
    }

    /**
     * As of an instant, the event of that very instant included.
     *
     * @param entityName as {@link AuditedNames#ofAggregate} gives it
     * @throws Problem {@code validation} for the future; {@code not-found} if it was not there yet
     */
    public Then asOf(String entityName, UUID id, Instant time) {
        if (time.isAfter(clock.instant())) {
            throw Problem.invalid("asOf", "must not be in the future");
        }
        log.requireLog();
        return play(entityName, id, step -> !step.at().isAfter(time));
    }

    /** @throws Problem {@code validation} if there is no such version; {@code not-found} */
    public Then atVersion(String entityName, UUID id, long version) {
        log.requireLog();
        long position = jdbc.sql("""
                        SELECT global_index FROM event_store.domain_events
                        WHERE aggregate_identifier = ? AND type = ? AND sequence_number = ?""")
                .params(id.toString(), entityName, version)
                .query(Long.class)
                .optional()
                .orElseThrow(() -> isThere(entityName, id)
                        ? Problem.invalid("version", "must be one that there has been")
                        : Problem.notFound(entityName));
        return play(entityName, id, step -> step.position() <= position);
    }

    private boolean isThere(String entityName, UUID id) {
        return jdbc.sql("""
                        SELECT EXISTS (SELECT 1 FROM event_store.domain_events WHERE aggregate_identifier = ? AND type = ?)""")
                .params(id.toString(), entityName)
                .query(Boolean.class)
                .single();
    }

    private Then play(String entityName, UUID id, Predicate<Step> isThen) {
        RowsThenAndNow rows = new RowsThenAndNow(entityName, List.of(id), isThen);
        replay.play(entityName, List.of(id), null, rows::play);
        if (rows.isEmpty()) {
            throw Problem.notFound(entityName);
        }
        Moment then = rows.then(id).orElseThrow(() -> Problem.notFound("state at this time"));
        return new Then(
                entityName, id, then.version(), then.position(), then.occurredAt(), then.state(), rows.differences(id));
    }
}
