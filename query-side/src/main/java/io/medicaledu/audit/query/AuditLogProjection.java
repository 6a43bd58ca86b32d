package io.medicaledu.audit.query;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import io.medicaledu.shared.MetaDataKeys;
import io.medicaledu.shared.query.Rows;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.ResetHandler;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.messaging.MetaData;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Keeps {@code audit_logs}: one row for each event, with the values before and after it. What an entity looked like
 * before is kept beside it, as the sum of its events so far.
 */
@Component
@ProcessingGroup("audit-logs")
class AuditLogProjection {

    private static final JsonMapper JSON = JsonMapper.builder()
            .changeDefaultVisibility(visibility -> visibility.withIsGetterVisibility(JsonAutoDetect.Visibility.NONE))
            .build();

    private static final String WRITE = """
            WITH input AS (SELECT CAST(:entity AS uuid) AS id, CAST(:values AS jsonb) AS now),
            before AS (SELECT state FROM read_model.audit_states WHERE entity_id = CAST(:entity AS uuid)),
            remembered AS (
                INSERT INTO read_model.audit_states AS kept (entity_id, state) SELECT id, now FROM input
                ON CONFLICT (entity_id) DO UPDATE SET state = kept.state || excluded.state)
            INSERT INTO read_model.audit_logs (id, entity_name, entity_id, action, user_id, actor, event_type,
                event_position, old_values, new_values, ip_address, user_agent, created_at)
            SELECT CAST(:id AS uuid), :name, id, :action, CAST(:user AS uuid), :actor, :type, :position,
                (SELECT jsonb_object_agg(key, state -> key) FROM before, jsonb_object_keys(now) AS key
                 WHERE jsonb_exists(state, key) AND state -> key <> now -> key),
                (SELECT jsonb_object_agg(key, now -> key) FROM jsonb_object_keys(now) AS key
                 WHERE NOT EXISTS (SELECT 1 FROM before WHERE state -> key = now -> key)),
                :ip, :agent, :at
            FROM input""";

    private final JdbcClient jdbc;

    AuditLogProjection(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @EventHandler
    void on(DomainEventMessage<?> message, TrackingToken token) {
        MetaData metaData = message.getMetaData();
        String actor = String.valueOf(metaData.getOrDefault(MetaDataKeys.ACTOR, "unknown"));
        String type = message.getPayloadType().getSimpleName();
        jdbc.sql(WRITE)
                .param("id", message.getIdentifier())
                .param("entity", message.getAggregateIdentifier())
                .param("values", JSON.writeValueAsString(AuditedValues.of(JSON, message.getPayload())))
                .param("name", message.getType())
                .param(
                        "action",
                        AuditActionType.of(message.getType(), type, message.getSequenceNumber())
                                .ordinal())
                .param("user", isUser(actor) ? actor : null)
                .param("actor", actor)
                .param("type", type)
                .param("position", token.position().orElse(0))
                .param("ip", text(metaData, MetaDataKeys.IP_ADDRESS))
                .param("agent", text(metaData, MetaDataKeys.USER_AGENT))
                .param("at", Rows.utc(message.getTimestamp()))
                .update();
    }

    private static boolean isUser(String actor) {
        return actor.length() == 36 && actor.indexOf(':') < 0;
    }

    private static @Nullable String text(MetaData metaData, String key) {
        Object value = metaData.get(key);
        return value == null ? null : value.toString();
    }

    @ResetHandler
    void reset() {
        jdbc.sql("TRUNCATE read_model.audit_logs, read_model.audit_states").update();
    }
}
