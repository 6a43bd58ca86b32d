package io.medicaledu.audit.query;

import io.medicaledu.shared.MetaDataKeys;
import io.medicaledu.shared.query.Rows;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads the event store as an auditor does. The feed ends below the first position that a running transaction may still
 * fill: an event that commits late is never skipped by a reader who goes on from the last position.
 */
@Component
public class AuditEvents {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String SELECT = """
            SELECT event.*, story.user_id AS story_user_id, story.ip_address AS story_ip_address, story.user_agent AS story_user_agent
            FROM event_store.domain_events AS event
            LEFT JOIN read_model.audit_stories AS story ON story.correlation_id = meta_data ->> 'correlationId' WHERE\s""";

    private final JdbcClient jdbc;
    private final SettledEvents settled;
    private final PositionsByTime times;

    AuditEvents(JdbcClient jdbc, SettledEvents settled, PositionsByTime times) {
        this.jdbc = jdbc;
        this.settled = settled;
        this.times = times;
    }

    /**
     * One event: what, who, when, from where, and because of what.
     *
     * @param initiator the user whose request it goes back to; null if no user's did
     * @param ipAddress from where that request, or the provider's message, came
     */
    public record AuditEvent(
            long position,
            String eventId,
            String type,
            @Nullable String revision,
            String aggregateType,
            String aggregateId,
            long sequenceNumber,
            Instant occurredAt,
            @Nullable String actor,
            @Nullable String actorRole,
            @Nullable String initiator,
            @Nullable String sessionId,
            @Nullable String ipAddress,
            @Nullable String userAgent,
            @Nullable String requestId,
            @Nullable String correlationId,
            @Nullable String causationId,
            JsonNode payload) {}

    /** The next part of the feed, by the order of positions. */
    public FeedPage page(FeedFilter filter, int limit) {
        List<String> conditions = new ArrayList<>(List.of("global_index > :after", "global_index <= :until"));
        addIf(conditions, filter.types(), "payload_type = ANY (:types)");
        addIf(conditions, filter.aggregateId(), "aggregate_identifier = :aggregate");
        addIf(conditions, filter.correlationId(), "meta_data ->> 'correlationId' = :correlation");
        addIf(conditions, filter.actor(), "meta_data ->> 'actor' = :actor");
        addIf(conditions, filter.from(), "time_stamp >= :from");
        addIf(conditions, filter.to(), "time_stamp < :to");
        long settledUntil = settled.settledPosition();
        List<AuditEvent> items = jdbc.sql(
                        SELECT + String.join(" AND ", conditions) + " ORDER BY global_index LIMIT :limit")
                .param("after", Math.max(filter.after(), times.before(filter.from(), settledUntil)))
                .param("until", times.after(filter.to(), settledUntil))
                .param("types", filter.types() == null ? null : filter.types().toArray(String[]::new))
                .param(
                        "aggregate",
                        filter.aggregateId() == null
                                ? null
                                : filter.aggregateId().toString())
                .param("correlation", filter.correlationId())
                .param("actor", filter.actor())
                .param("from", Rows.utcOrNull(filter.from()))
                .param("to", Rows.utcOrNull(filter.to()))
                .param("limit", limit)
                .query(AuditEvents::event)
                .list();
        // Another node may have handed out a position that this one has not come to yet.
        return FeedPage.of(items, limit, Math.max(filter.after(), settledUntil));
    }

    private static void addIf(List<String> conditions, @Nullable Object value, String condition) {
        if (value != null) {
            conditions.add(condition);
        }
    }

    /** The next events of one aggregate, the oldest first. */
    public List<AuditEvent> history(String aggregateType, UUID aggregateId, long afterSequence, int limit) {
        return jdbc.sql(SELECT + """
                        aggregate_identifier = ? AND type = ? AND sequence_number > ?
                        ORDER BY sequence_number LIMIT ?""")
                .params(aggregateId.toString(), aggregateType, afterSequence, limit)
                .query(AuditEvents::event)
                .list();
    }

    private static AuditEvent event(ResultSet row, int index) throws SQLException {
        JsonNode metaData = JSON.readTree(row.getString("meta_data"));
        return new AuditEvent(
                row.getLong("global_index"),
                row.getString("event_identifier"),
                row.getString("payload_type"),
                row.getString("payload_revision"),
                row.getString("type"),
                row.getString("aggregate_identifier"),
                row.getLong("sequence_number"),
                row.getObject("time_stamp", OffsetDateTime.class).toInstant(),
                text(metaData, MetaDataKeys.ACTOR),
                text(metaData, MetaDataKeys.ACTOR_ROLE),
                initiator(metaData, row.getString("story_user_id")),
                text(metaData, MetaDataKeys.SESSION_ID),
                own(metaData, MetaDataKeys.IP_ADDRESS, row.getString("story_ip_address")),
                own(metaData, MetaDataKeys.USER_AGENT, row.getString("story_user_agent")),
                text(metaData, MetaDataKeys.REQUEST_ID),
                text(metaData, MetaDataKeys.CORRELATION_ID),
                text(metaData, MetaDataKeys.CAUSATION_ID),
                JSON.readTree(row.getString("payload")));
    }

    private static @Nullable String initiator(JsonNode metaData, @Nullable String ofStory) {
        String own = text(metaData, MetaDataKeys.INITIATOR);
        return own == null ? ofStory : own;
    }

    private static @Nullable String own(JsonNode metaData, String key, @Nullable String ofStory) {
        return metaData.hasNonNull(MetaDataKeys.IP_ADDRESS) ? text(metaData, key) : ofStory;
    }

    private static @Nullable String text(JsonNode metaData, String key) {
        return metaData.hasNonNull(key) ? metaData.get(key).asString() : null;
    }
}
