package io.medicaledu.app.eventstore;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GapAwareTrackingToken;
import org.axonframework.eventhandling.GenericTrackedDomainEventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.messaging.GenericMessage;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.Serializer;

/** Writes all events of a unit of work in one statement. */
final class EventInsert {

    private static final String INSERT = """
            INSERT INTO event_store.domain_events (event_identifier, aggregate_identifier, sequence_number, type,
                                                   payload_type, payload_revision, payload, meta_data, time_stamp)
            SELECT e.id, e.aggregate, e.sequence, e.type, e.payload_type, e.revision, e.payload::jsonb, e.meta::jsonb, e.at
            FROM unnest(?::text[], ?::text[], ?::bigint[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[],
                        ?::timestamptz[])
                AS e (id, aggregate, sequence, type, payload_type, revision, payload, meta, at)
            -- Gives the transaction its id before the first position is drawn; readers reckon with that.
            WHERE pg_current_xact_id() IS NOT NULL
            RETURNING event_identifier, global_index
            """;

    private EventInsert() {}

    /**
     * @return the events as a reader of the store gets them, by position
     * @throws SQLException e.g. if another transaction has written the next event of one of the aggregates
     */
    static List<TrackedEventMessage<?>> execute(
            Connection connection, List<? extends EventMessage<?>> events, Serializer serializer) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(INSERT)) {
            bind(connection, statement, events, serializer);
            return withPositions(events, positionsById(statement));
        }
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
                event -> event.getTimestamp().truncatedTo(ChronoUnit.MICROS).toString());
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

    private static Map<String, Long> positionsById(PreparedStatement statement) throws SQLException {
        Map<String, Long> positionsById = new HashMap<>();
        try (ResultSet generated = statement.executeQuery()) {
            while (generated.next()) {
                positionsById.put(generated.getString(1), generated.getLong(2));
            }
        }
        return positionsById;
    }

    private static List<TrackedEventMessage<?>> withPositions(
            List<? extends EventMessage<?>> events, Map<String, Long> positionsById) {
        List<TrackedEventMessage<?>> appended = new ArrayList<>(events.size());
        for (EventMessage<?> event : events) {
            DomainEventMessage<?> domainEvent = (DomainEventMessage<?>) event;
            Instant time = readTime(event);
            appended.add(new GenericTrackedDomainEventMessage<>(
                    GapAwareTrackingToken.newInstance(
                            Objects.requireNonNull(positionsById.get(event.getIdentifier())), List.of()),
                    domainEvent.getType(),
                    domainEvent.getAggregateIdentifier(),
                    domainEvent.getSequenceNumber(),
                    new GenericMessage<>(event.getIdentifier(), event.getPayload(), event.getMetaData()),
                    () -> time));
        }
        appended.sort(Comparator.comparingLong(EventCursor::position));
        return appended;
    }

    /**
     * Whoever reads the event from the store gets its milliseconds only: Axon writes instants so. What is stored is cut off,
     * too; PostgreSQL would round it, to the next millisecond now and then.
     */
    private static Instant readTime(EventMessage<?> event) {
        return event.getTimestamp().truncatedTo(ChronoUnit.MILLIS);
    }
}
