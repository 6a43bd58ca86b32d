package io.medicaledu.audit.query;

import io.medicaledu.shared.Problem;
import io.medicaledu.shared.ProblemCode;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Says what was true at any time: plays the events of an aggregate, and those of others that have changed it, through the
 * code that writes the audit log, up to then and up to now.
 */
@Component
class TimeTravel {

    private static final JsonMapper JSON = JsonMapper.shared();

    private static final String EVENTS = """
            SELECT * FROM event_store.domain_events WHERE aggregate_identifier = :text
            UNION
            SELECT event.* FROM event_store.domain_events AS event
            JOIN read_model.audit_logs AS log ON log.event_position = event.global_index
            WHERE log.entity_id = :id AND log.entity_name = :name
            ORDER BY global_index""";

    private final JdbcClient jdbc;
    private final StoredEvents stored;
    private final Clock clock;

    TimeTravel(JdbcClient jdbc, StoredEvents stored, Clock clock) {
        this.jdbc = jdbc;
        this.stored = stored;
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
    record Then(
            String entityName,
            UUID id,
            long version,
            long position,
            Instant occurredAt,
            JsonNode state,
            List<Difference> differences) {}

    /** One column, then and now; null if it was or is empty. */
    record Difference(
            String field, @Nullable JsonNode then, @Nullable JsonNode now) {}

    /**
     * As of an instant, the event of that very instant included.
     *
     * @throws Problem {@code validation} for the future; {@code not-found} if it was not there yet
     */
    Then asOf(String entityName, UUID id, Instant time) {
        if (time.isAfter(clock.instant())) {
            throw Problem.invalid("asOf", "must not be in the future");
        }
        return play(entityName, id, step -> !step.message().getTimestamp().isAfter(time));
    }

    /** @throws Problem {@code validation} if there is no such version; {@code not-found} */
    Then atVersion(String entityName, UUID id, long version) {
        List<StoredEvents.Step> steps = steps(entityName, id);
        long position = steps.stream()
                .filter(step -> isOf(id, step) && step.message().getSequenceNumber() == version)
                .mapToLong(StoredEvents.Step::position)
                .findFirst()
                .orElseThrow(() -> Problem.invalid("version", "must be one that there has been"));
        return play(entityName, id, steps, step -> step.position() <= position);
    }

    private Then play(String entityName, UUID id, Predicate<StoredEvents.Step> isThen) {
        return play(entityName, id, steps(entityName, id), isThen);
    }

    private static Then play(
            String entityName, UUID id, List<StoredEvents.Step> steps, Predicate<StoredEvents.Step> isThen) {
        ObjectNode row = JSON.createObjectNode();
        ObjectNode then = JSON.createObjectNode();
        StoredEvents.Step last = null;
        long version = -1;
        for (StoredEvents.Step step : steps) {
            RowChanges.of(step.message()).stream()
                    .filter(change ->
                            change.entityId().equals(id) && change.entityName().equals(entityName))
                    .forEach(change -> change.applyTo(row));
            if (isThen.test(step)) {
                last = step;
                then = row.deepCopy();
                version = isOf(id, step) ? step.message().getSequenceNumber() : version;
            }
        }
        if (last == null) {
            throw Problem.notFound("state at this time");
        }
        return new Then(
                entityName,
                id,
                version,
                last.position(),
                last.message().getTimestamp(),
                withoutNulls(then),
                differences(then, row));
    }

    private static boolean isOf(UUID id, StoredEvents.Step step) {
        return step.message().getAggregateIdentifier().equals(id.toString());
    }

    private static ObjectNode withoutNulls(ObjectNode row) {
        ObjectNode filled = JSON.createObjectNode();
        row.properties().forEach(field -> {
            if (!field.getValue().isNull()) {
                filled.set(field.getKey(), field.getValue());
            }
        });
        return filled;
    }

    private static List<Difference> differences(ObjectNode then, ObjectNode now) {
        List<Difference> differences = new ArrayList<>();
        TreeSet<String> fields = new TreeSet<>(now.propertyNames());
        fields.addAll(then.propertyNames());
        for (String field : fields) {
            JsonNode was = valueOf(then, field);
            JsonNode is = valueOf(now, field);
            if (!was.equals(is)) {
                differences.add(new Difference(field, was.isNull() ? null : was, is.isNull() ? null : is));
            }
        }
        return differences;
    }

    private static JsonNode valueOf(ObjectNode row, String field) {
        JsonNode value = row.path(field);
        return value.isMissingNode() ? NullNode.instance : value;
    }

    private List<StoredEvents.Step> steps(String entityName, UUID id) {
        requireLogIsThere();
        List<StoredEvents.Step> steps = stored.messages(jdbc.sql(EVENTS)
                .param("text", id.toString())
                .param("id", id)
                .param("name", entityName)
                .query(StoredEvents::data)
                .list());
        if (steps.isEmpty()) {
            throw Problem.notFound(entityName);
        }
        return steps;
    }

    /** It says which events of others have changed the aggregate. */
    private void requireLogIsThere() {
        boolean isRebuilt = jdbc.sql("SELECT position IS NOT NULL FROM event_store.followers WHERE name = 'audit-logs'")
                .query(Boolean.class)
                .optional()
                .orElse(false);
        if (isRebuilt) {
            throw new Problem(ProblemCode.OVERLOADED, "The audit log is being written anew; ask again later");
        }
    }
}
