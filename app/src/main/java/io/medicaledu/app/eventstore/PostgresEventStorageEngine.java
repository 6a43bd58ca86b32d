package io.medicaledu.app.eventstore;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.axonframework.common.jdbc.JdbcUtils;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.DomainEventData;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventsourcing.eventstore.jdbc.JdbcEventStorageEngine;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.Serializer;

/**
 * Axon's JDBC event store on PostgreSQL's own types: {@code jsonb} that an auditor can read, {@code timestamptz}, and
 * one round trip for all events of a unit of work.
 */
final class PostgresEventStorageEngine extends JdbcEventStorageEngine {

    private static final String APPEND = """
            INSERT INTO event_store.domain_events (event_identifier, aggregate_identifier, sequence_number, type,
                                                   payload_type, payload_revision, payload, meta_data, time_stamp)
            SELECT e.id, e.aggregate, e.sequence, e.type, e.payload_type, e.revision, e.payload::jsonb, e.meta::jsonb, e.at
            FROM unnest(?::text[], ?::text[], ?::bigint[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[],
                        ?::timestamptz[])
                AS e (id, aggregate, sequence, type, payload_type, revision, payload, meta, at)
            RETURNING global_index
            """;

    private final TransactionManager transactionManager;
    private final AppendedPositions positions;

    PostgresEventStorageEngine(Builder builder, TransactionManager transactionManager, AppendedPositions positions) {
        super(builder);
        this.transactionManager = transactionManager;
        this.positions = positions;
    }

    @Override
    protected void appendEvents(List<? extends EventMessage<?>> events, Serializer serializer) {
        if (events.isEmpty()) {
            return;
        }
        transactionManager.executeInTransaction(() -> {
            Connection connection = getConnection();
            try (PreparedStatement statement = connection.prepareStatement(APPEND)) {
                bind(connection, statement, events, serializer);
                positions.appended(lastPosition(statement));
            } catch (SQLException e) {
                handlePersistenceException(e, events.get(0));
            } finally {
                JdbcUtils.closeQuietly(connection);
            }
        });
    }

    private static void bind(
            Connection connection,
            PreparedStatement statement,
            List<? extends EventMessage<?>> events,
            Serializer serializer)
            throws SQLException {
        List<? extends DomainEventMessage<?>> domainEvents =
                events.stream().map(event -> (DomainEventMessage<?>) event).toList();
        List<SerializedObject<String>> payloads = domainEvents.stream()
                .map(event -> event.serializePayload(serializer, String.class))
                .toList();
        setArray(connection, statement, 1, "text", domainEvents, DomainEventMessage::getIdentifier);
        setArray(connection, statement, 2, "text", domainEvents, DomainEventMessage::getAggregateIdentifier);
        setArray(connection, statement, 3, "bigint", domainEvents, DomainEventMessage::getSequenceNumber);
        setArray(connection, statement, 4, "text", domainEvents, DomainEventMessage::getType);
        setArray(
                connection,
                statement,
                5,
                "text",
                payloads,
                payload -> payload.getType().getName());
        setArray(
                connection,
                statement,
                6,
                "text",
                payloads,
                payload -> payload.getType().getRevision());
        setArray(connection, statement, 7, "text", payloads, SerializedObject::getData);
        setArray(
                connection,
                statement,
                8,
                "text",
                domainEvents,
                event -> event.serializeMetaData(serializer, String.class).getData());
        setArray(
                connection,
                statement,
                9,
                "text",
                domainEvents,
                event -> event.getTimestamp().toString());
    }

    private static <T> void setArray(
            Connection connection,
            PreparedStatement statement,
            int index,
            String type,
            List<? extends T> rows,
            Function<T, Object> column)
            throws SQLException {
        Array array = connection.createArrayOf(type, rows.stream().map(column).toArray());
        statement.setArray(index, array);
    }

    private static long lastPosition(PreparedStatement statement) throws SQLException {
        long last = -1;
        try (ResultSet generated = statement.executeQuery()) {
            while (generated.next()) {
                last = Math.max(last, generated.getLong(1));
            }
        }
        return last;
    }

    /** There are no snapshots yet (ADR 2); the superclass would look for one before each aggregate. */
    @Override
    protected Stream<? extends DomainEventData<?>> readSnapshotData(String aggregateIdentifier) {
        return Stream.empty();
    }

    /** A batch that is not full is the last one; the superclass would ask again to be sure. */
    @Override
    protected boolean fetchForAggregateUntilEmpty() {
        return false;
    }

    @Override
    protected PreparedStatement createTokenAt(Connection connection, Instant dateTime) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(
                "SELECT min(global_index) - 1 FROM event_store.domain_events WHERE time_stamp >= ?");
        statement.setObject(1, dateTime.atOffset(ZoneOffset.UTC));
        return statement;
    }

    @Override
    protected Object readTimeStamp(ResultSet resultSet, String columnName) throws SQLException {
        return resultSet.getObject(columnName, OffsetDateTime.class).toInstant();
    }

    @Override
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // as in the overridden method
    protected <T> T readPayload(ResultSet resultSet, String columnName) throws SQLException {
        return (T) resultSet.getString(columnName);
    }
}
