package io.medicaledu.audit.query;

import io.medicaledu.shared.query.Rows;
import java.time.Instant;
import java.util.Collection;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Consumer;
import org.axonframework.eventhandling.DomainEventMessage;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Reads the events that have changed some rows, in the order of the feed: those of the aggregates, and those of others, which
 * the audit log names. They come from the database a few at a time and are handed on one by one, however many there are.
 */
@Component
class RowReplay {

    private static final int AT_ONCE = 200;

    /** The positions first, once: the events are then read along the primary key. */
    private static final String EVENTS = """
            SELECT global_index, event_identifier, aggregate_identifier, sequence_number, type, payload_type,
                payload_revision, payload, meta_data, time_stamp
            FROM event_store.domain_events
            WHERE global_index = ANY (ARRAY(
                SELECT global_index FROM event_store.domain_events
                WHERE aggregate_identifier = ANY (:aggregates) AND type = :name
                UNION
                SELECT event_position FROM read_model.audit_logs WHERE entity_id = ANY (:ids) AND entity_name = :name))""";

    private final JdbcClient jdbc;
    private final StoredEvents stored;
    private final TransactionTemplate reading;

    RowReplay(JdbcClient jdbc, StoredEvents stored, TransactionTemplate transaction) {
        this.jdbc = jdbc;
        this.stored = stored;
        this.reading = new TransactionTemplate(Objects.requireNonNull(transaction.getTransactionManager()));
        reading.setReadOnly(true);
    }

    /** One event, and its place in the feed. */
    record Step(long position, DomainEventMessage<?> message) {

        Instant at() {
            return message.getTimestamp();
        }
    }

    /**
     * Hands the events on.
     *
     * @param entityName of the rows, as the log knows them; also the aggregates' type, if they are aggregates
     * @param before only what happened before; null means all
     */
    void play(String entityName, Collection<UUID> ids, @Nullable Instant before, Consumer<Step> player) {
        // Only in a transaction does the driver not read everything at once.
        reading.executeWithoutResult(status -> jdbc.sql(
                        EVENTS + (before == null ? "" : " AND time_stamp < :before") + " ORDER BY global_index")
                .param("aggregates", ids.stream().map(UUID::toString).toArray(String[]::new))
                .param("ids", ids.toArray(UUID[]::new))
                .param("name", entityName)
                .param("before", Rows.utcOrNull(before))
                .withFetchSize(AT_ONCE)
                .query(row -> {
                    player.accept(new Step(row.getLong("global_index"), stored.message(row)));
                }));
    }
}
