package io.medicaledu.audit.query;

import io.medicaledu.shared.query.Rows;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Writes {@code audit_logs} and {@code audit_states}: three statements, however many events there are. */
@Component
class AuditTables {

    private static final String INSERT_LOGS = """
            INSERT INTO read_model.audit_logs (id, entity_name, entity_id, action, user_id, actor, event_type,
                event_position, old_values, new_values, ip_address, user_agent, created_at)
            SELECT * FROM unnest(CAST(:id AS uuid[]), CAST(:name AS text[]), CAST(:entity AS uuid[]),
                CAST(:action AS smallint[]), CAST(:user AS uuid[]), CAST(:actor AS text[]), CAST(:type AS text[]),
                CAST(:position AS bigint[]), CAST(:old AS jsonb[]), CAST(:new AS jsonb[]), CAST(:ip AS text[]),
                CAST(:agent AS text[]), CAST(:at AS timestamptz[]))""";

    private static final String WRITE_STATES = """
            INSERT INTO read_model.audit_states (entity_id, state)
            SELECT * FROM unnest(CAST(:ids AS uuid[]), CAST(:states AS jsonb[]))
            ON CONFLICT (entity_id) DO UPDATE SET state = excluded.state""";

    private final JdbcClient jdbc;
    private final JsonMapper json;

    AuditTables(JdbcClient jdbc) {
        this.jdbc = jdbc;
        this.json = AuditedValues.JSON;
    }

    /** @param entries in the order of their events */
    void write(List<AuditEntry> entries) {
        EntityStates states = read(entries.stream().map(AuditEntry::entityId).distinct());
        List<EntityStates.Change> changes = entries.stream()
                .map(entry -> states.apply(entry.entityId(), entry.values()))
                .toList();
        jdbc.sql(INSERT_LOGS)
                .param("id", column(entries, AuditEntry::id, UUID[]::new))
                .param("name", column(entries, AuditEntry::entityName, String[]::new))
                .param("entity", column(entries, AuditEntry::entityId, UUID[]::new))
                .param("action", column(entries, AuditEntry::action, Integer[]::new))
                .param("user", column(entries, AuditEntry::userId, UUID[]::new))
                .param("actor", column(entries, AuditEntry::actor, String[]::new))
                .param("type", column(entries, AuditEntry::eventType, String[]::new))
                .param("position", column(entries, AuditEntry::position, Long[]::new))
                .param("old", column(changes, change -> text(change.before()), String[]::new))
                .param("new", column(changes, change -> text(change.after()), String[]::new))
                .param("ip", column(entries, AuditEntry::ipAddress, String[]::new))
                .param("agent", column(entries, AuditEntry::userAgent, String[]::new))
                .param("at", column(entries, entry -> entry.at().toString(), String[]::new))
                .update();
        jdbc.sql(WRITE_STATES)
                .param("ids", states.all().keySet().toArray(UUID[]::new))
                .param(
                        "states",
                        states.all().values().stream()
                                .map(json::writeValueAsString)
                                .toArray(String[]::new))
                .update();
    }

    private EntityStates read(Stream<UUID> entities) {
        EntityStates states = new EntityStates(json);
        jdbc.sql("SELECT entity_id, state FROM read_model.audit_states WHERE entity_id = ANY (?)")
                .param(entities.toArray(UUID[]::new))
                .query(row -> {
                    states.put(Rows.uuid(row, "entity_id"), json.readValue(row.getString("state"), ObjectNode.class));
                });
        return states;
    }

    private static <T, C> C[] column(List<T> rows, Function<T, ? extends @Nullable C> value, IntFunction<C[]> array) {
        return rows.stream().map(value).toArray(array);
    }

    private @Nullable String text(@Nullable ObjectNode node) {
        return node == null ? null : json.writeValueAsString(node);
    }
}
