package io.medicaledu.audit.query;

import io.medicaledu.shared.Page;
import io.medicaledu.shared.PageRequest;
import io.medicaledu.shared.query.Cursor;
import io.medicaledu.shared.query.ListQuery;
import io.medicaledu.shared.query.Rows;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads {@code audit_logs}. */
@Component
public class AuditLogs {

    private final JdbcClient jdbc;

    AuditLogs(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * A row of the audit log (seed: AuditLogs table).
     *
     * @param entityName the table's name in the singular
     * @param userId who did it, or whose request it goes back to; null if no user did
     * @param actor that user, or the process of the platform that acted
     * @param oldValues what was changed, as it was before; null if it was not there
     * @param newValues the same columns as they are now
     * @param correlationId the same for everything that follows from one request
     */
    record AuditLog(
            UUID id,
            String entityName,
            UUID entityId,
            AuditActionType action,
            @Nullable UUID userId,
            String actor,
            String eventType,
            long position,
            @Nullable JsonNode oldValues,
            @Nullable JsonNode newValues,
            @Nullable String ipAddress,
            @Nullable String userAgent,
            @Nullable String correlationId,
            Instant createdAt) {}

    /** Which rows; null means any. */
    public record Filter(
            @Nullable String entityName,
            @Nullable UUID entityId,
            @Nullable UUID userId,
            @Nullable AuditActionType action,
            @Nullable Instant from,
            @Nullable Instant to) {}

    Page<AuditLog> find(Filter filter, PageRequest page) {
        return query(filter).page(jdbc, page, AuditLogs::log, log -> new Cursor(log.createdAt(), log.id()));
    }

    /**
     * How many rows there are.
     *
     * @param atMost how long they may be counted, in whole seconds
     * @return empty if that was not enough
     */
    public OptionalLong count(Filter filter, Duration atMost) {
        return query(filter).count(jdbc, atMost);
    }

    private static ListQuery query(Filter filter) {
        return ListQuery.newestFirst("SELECT * FROM read_model.audit_logs", "created_at")
                .where(
                        "entity_name = :name",
                        "name",
                        filter.entityName() == null ? null : AuditedNames.singular(filter.entityName()))
                .where("entity_id = :entity", "entity", filter.entityId())
                .where("user_id = :user", "user", filter.userId())
                .where(
                        "action = :action",
                        "action",
                        filter.action() == null ? null : filter.action().ordinal())
                .where("created_at >= :from", "from", filter.from())
                .where("created_at < :to", "to", filter.to());
    }

    private static AuditLog log(ResultSet row, int index) throws SQLException {
        return new AuditLog(
                Rows.uuid(row, "id"),
                row.getString("entity_name"),
                Rows.uuid(row, "entity_id"),
                Rows.code(row, "action", AuditActionType.class),
                row.getObject("user_id", UUID.class),
                row.getString("actor"),
                row.getString("event_type"),
                row.getLong("event_position"),
                json(row.getString("old_values")),
                json(row.getString("new_values")),
                row.getString("ip_address"),
                row.getString("user_agent"),
                row.getString("correlation_id"),
                Rows.instant(row, "created_at"));
    }

    private static @Nullable JsonNode json(@Nullable String text) {
        return text == null ? null : JsonMapper.shared().readTree(text);
    }
}
