package io.medicaledu.app.eventstore;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.axonframework.common.jdbc.JdbcUtils;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.DomainEventData;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GapAwareTrackingToken;
import org.axonframework.eventhandling.TrackedDomainEventData;
import org.axonframework.eventhandling.TrackedEventData;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.eventsourcing.eventstore.EventStoreException;
import org.axonframework.eventsourcing.eventstore.jdbc.JdbcEventStorageEngine;
import org.axonframework.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * Axon's JDBC event store on PostgreSQL's own types: {@code jsonb} that an auditor can read, {@code timestamptz}, and
 * one round trip for all events of a unit of work.
 */
final class PostgresEventStorageEngine extends JdbcEventStorageEngine {

    private static final String READ = """
            SELECT global_index, event_identifier, aggregate_identifier, sequence_number, type, payload_type,
                   payload_revision, payload, meta_data, time_stamp,
                   %s AS oldest_running
            FROM event_store.domain_events WHERE global_index > ? ORDER BY global_index LIMIT ?
            """;

    private static final String READ_ON = READ.formatted("pg_snapshot_xmin(pg_current_snapshot())::text::bigint");

    /** At a hole: asks further, so that long transactions that append nothing hold up nobody. */
    private static final String READ_AT_HOLE = READ.formatted(LongTransactions.OLDEST_THAT_MAY_APPEND);

    /** What can be seen was drawn before this statement, and all that is below it; so its new transaction is later. */
    private static final String HORIZON = """
            SELECT max(global_index) AS head, pg_current_xact_id()::text::bigint AS next_transaction
            FROM event_store.domain_events
            """;

    private final TransactionManager transactionManager;
    private final AppendedEvents appendedEvents;
    private final AggregateMemory memory;
    private final GapHorizons gaps;

    PostgresEventStorageEngine(
            Builder builder,
            TransactionManager transactionManager,
            AppendedEvents appendedEvents,
            AggregateMemory memory,
            GapHorizons gaps) {
        super(builder);
        this.transactionManager = transactionManager;
        this.appendedEvents = appendedEvents;
        this.memory = memory;
        this.gaps = gaps;
    }

    @Override
    public DomainEventStream readEvents(String aggregateIdentifier, long firstSequenceNumber) {
        if (firstSequenceNumber > 0) {
            return super.readEvents(aggregateIdentifier, firstSequenceNumber);
        }
        List<DomainEventMessage<?>> known = memory.recall(aggregateIdentifier);
        if (known == null) {
            known = super.readEvents(aggregateIdentifier, 0)
                    .asStream()
                    .<DomainEventMessage<?>>map(event -> event)
                    .toList();
            memory.remember(aggregateIdentifier, known);
        }
        return DomainEventStream.of(known);
    }

    @Override
    protected void appendEvents(List<? extends EventMessage<?>> events, Serializer serializer) {
        if (events.isEmpty()) {
            return;
        }
        transactionManager.executeInTransaction(() -> {
            Connection connection = getConnection();
            try {
                List<TrackedEventMessage<?>> appended = EventInsert.execute(connection, events, serializer);
                memory.appended(appended);
                appendedEvents.appended(appended);
            } catch (SQLException e) {
                memory.forget(aggregatesOf(events));
                handlePersistenceException(e, events.get(0));
            } finally {
                JdbcUtils.closeQuietly(connection);
            }
        });
    }

    private static Set<String> aggregatesOf(List<? extends EventMessage<?>> events) {
        return events.stream()
                .map(event -> ((DomainEventMessage<?>) event).getAggregateIdentifier())
                .collect(Collectors.toSet());
    }

    /**
     * In the order of positions, up to the first hole that a running transaction may still fill. The superclass reads on
     * behind holes, notes them in the token, and gives up those whose neighbours are older than a minute: after a clock
     * that was set, or a transaction that took longer, an event was lost to all processors.
     */
    @Override
    protected List<? extends TrackedEventData<?>> fetchTrackedEvents(@Nullable TrackingToken lastToken, int batchSize) {
        long after = EventCursor.position(lastToken);
        Connection connection = getConnection();
        try {
            List<TrackedEventData<?>> events = read(connection, READ_ON, after, batchSize);
            return events.isEmpty() ? read(connection, READ_AT_HOLE, after, batchSize) : events;
        } catch (SQLException e) {
            throw new EventStoreException("Failed to read events after position " + after, e);
        } finally {
            JdbcUtils.closeQuietly(connection);
        }
    }

    private List<TrackedEventData<?>> read(Connection connection, String query, long after, int batchSize)
            throws SQLException {
        List<TrackedEventData<?>> events = new ArrayList<>();
        long last = after;
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setLong(1, after);
            statement.setInt(2, batchSize);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    long position = row.getLong("global_index");
                    if (position > last + 1 && !gaps.areFinalBelow(position, row.getLong("oldest_running"))) {
                        noteHorizon(connection, position);
                        break;
                    }
                    events.add(new TrackedDomainEventData<>(
                            GapAwareTrackingToken.newInstance(position, List.of()), getDomainEventData(row)));
                    last = position;
                }
            }
        }
        return events;
    }

    private void noteHorizon(Connection connection, long position) throws SQLException {
        if (gaps.isKnownBelow(position)) {
            return;
        }
        try (PreparedStatement statement = connection.prepareStatement(HORIZON);
                ResultSet row = statement.executeQuery()) {
            row.next();
            gaps.drawnBelow(row.getLong("head"), row.getLong("next_transaction"));
        }
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
