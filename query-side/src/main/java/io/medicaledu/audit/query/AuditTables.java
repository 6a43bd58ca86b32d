package io.medicaledu.audit.query;

import io.medicaledu.audit.query.EntityStates.Difference;
import io.medicaledu.audit.query.EntityStates.State;
import io.medicaledu.shared.Ids;
import io.medicaledu.shared.query.Rows;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Writes {@code audit_logs} and {@code audit_states}: a few statements, however many events there are. */
@Component
class AuditTables {

    private static final JsonMapper JSON = JsonMapper.shared();

    private static final String INSERT_LOGS = """
            INSERT INTO read_model.audit_logs (id, entity_name, entity_id, action, user_id, actor, event_type,
                event_position, old_values, new_values, ip_address, user_agent, correlation_id, created_at)
            SELECT * FROM unnest(CAST(:id AS uuid[]), CAST(:name AS text[]), CAST(:entity AS uuid[]),
                CAST(:action AS smallint[]), CAST(:user AS uuid[]), CAST(:actor AS text[]), CAST(:type AS text[]),
                CAST(:position AS bigint[]), CAST(:old AS jsonb[]), CAST(:new AS jsonb[]), CAST(:ip AS text[]),
                CAST(:agent AS text[]), CAST(:correlation AS text[]), CAST(:at AS timestamptz[]))""";

    private static final String WRITE_STATES = """
            INSERT INTO read_model.audit_states (entity_id, state, parent_id)
            SELECT * FROM unnest(CAST(:ids AS uuid[]), CAST(:states AS jsonb[]), CAST(:parents AS uuid[]))
            ON CONFLICT (entity_id) DO UPDATE SET state = excluded.state, parent_id = excluded.parent_id""";

    private final JdbcClient jdbc;
    private final AuditStories stories;

    AuditTables(JdbcClient jdbc, AuditStories stories) {
        this.jdbc = jdbc;
        this.stories = stories;
    }

    /** One event has changed one row. */
    private record Log(AuditEntry event, RowChange change, Difference difference) {

        /** Derived: the same event tells of the same row once. */
        UUID id() {
            return Ids.derive("audit-log", event.eventId(), change.entityName(), change.entityId());
        }

        Integer action() {
            return AuditActionType.of(change, difference.isNew()).ordinal();
        }
    }

    /** @param entries in the order of their events */
    void write(List<AuditEntry> entries) {
        EntityStates states = new EntityStates();
        load(
                states,
                "entity_id",
                entries.stream()
                        .flatMap(entry -> entry.changes().stream())
                        .map(RowChange::entityId)
                        .toList());
        List<Log> logs = new ArrayList<>();
        for (AuditEntry entry : stories.complete(entries)) {
            for (RowChange change : entry.changes()) {
                tell(entry, change, states, logs);
                if (change.endsChildren()) {
                    endChildren(entry, change.entityId(), states, logs);
                }
            }
        }
        if (!logs.isEmpty()) {
            insert(logs);
        }
        writeStates(states.changed());
    }

    /** What cannot be seen is told only if it is an action of its own. */
    private static void tell(AuditEntry entry, RowChange change, EntityStates states, List<Log> logs) {
        Difference difference = states.apply(change);
        if (!difference.isEmpty() || change.action() != null) {
            logs.add(new Log(entry, change, difference));
        }
    }

    private void endChildren(AuditEntry entry, UUID parent, EntityStates states, List<Log> logs) {
        Set<UUID> children = new LinkedHashSet<>(load(states, "parent_id", List.of(parent)));
        children.addAll(states.activeChildrenOf(parent));
        for (UUID child : children) {
            tell(entry, UserChanges.endOfSession(child), states, logs);
        }
    }

    /** Those that are known already stay as they are. */
    private List<UUID> load(EntityStates states, String column, Collection<UUID> ids) {
        List<UUID> found = new ArrayList<>();
        jdbc.sql("SELECT entity_id, state, parent_id FROM read_model.audit_states WHERE " + column + " = ANY (?)")
                .param(ids.stream().distinct().toArray(UUID[]::new))
                .query(row -> {
                    UUID id = Rows.uuid(row, "entity_id");
                    found.add(id);
                    states.put(
                            id,
                            new State(
                                    JSON.readValue(row.getString("state"), ObjectNode.class),
                                    row.getObject("parent_id", UUID.class)));
                });
        return found;
    }

    private void insert(List<Log> logs) {
        jdbc.sql(INSERT_LOGS)
                .param("id", column(logs, Log::id, UUID[]::new))
                .param("name", column(logs, log -> log.change().entityName(), String[]::new))
                .param("entity", column(logs, log -> log.change().entityId(), UUID[]::new))
                .param("action", column(logs, Log::action, Integer[]::new))
                .param("user", column(logs, log -> log.event().userId(), UUID[]::new))
                .param("actor", column(logs, log -> log.event().actor(), String[]::new))
                .param("type", column(logs, log -> log.event().eventType(), String[]::new))
                .param("position", column(logs, log -> log.event().position(), Long[]::new))
                .param("old", column(logs, log -> text(log.difference().before()), String[]::new))
                .param("new", column(logs, log -> text(log.difference().after()), String[]::new))
                .param("ip", column(logs, log -> log.event().ipAddress(), String[]::new))
                .param("agent", column(logs, log -> log.event().userAgent(), String[]::new))
                .param("correlation", column(logs, log -> log.event().correlationId(), String[]::new))
                .param("at", column(logs, log -> log.event().at().toString(), String[]::new))
                .update();
    }

    private void writeStates(Map<UUID, State> changed) {
        if (changed.isEmpty()) {
            return;
        }
        List<Map.Entry<UUID, State>> rows = List.copyOf(changed.entrySet());
        jdbc.sql(WRITE_STATES)
                .param("ids", column(rows, Map.Entry::getKey, UUID[]::new))
                .param("states", column(rows, row -> text(row.getValue().values()), String[]::new))
                .param("parents", column(rows, row -> row.getValue().parent(), UUID[]::new))
                .update();
    }

    private static <T, C> C[] column(List<T> rows, Function<T, ? extends @Nullable C> value, IntFunction<C[]> array) {
        return rows.stream().map(value).toArray(array);
    }

    private static @Nullable String text(@Nullable ObjectNode node) {
        return node == null ? null : JSON.writeValueAsString(node);
    }
}
