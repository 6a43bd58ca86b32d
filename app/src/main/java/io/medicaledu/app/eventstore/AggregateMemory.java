package io.medicaledu.app.eventstore;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.modelling.command.ConcurrencyException;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The events of the aggregates that this node has used last, parsed, so that a command need not read them again. Another
 * node may know more. What is written is safe all the same: the store takes each step of an aggregate once. What was only
 * looked at is compared with the store before the transaction ends, in one statement for all ({@link #requireFresh}).
 */
@Component
public class AggregateMemory {

    private static final int MOST_EVENTS = 4_000;

    private static final String FIRST_STALE = """
            SELECT seen.aggregate
            FROM unnest(?::text[], ?::bigint[]) AS seen (aggregate, sequence)
            JOIN event_store.domain_events AS event
                ON event.aggregate_identifier = seen.aggregate AND event.sequence_number = seen.sequence + 1
            LIMIT 1
            """;

    private final JdbcClient jdbc;
    private final Cache<String, List<DomainEventMessage<?>>> events = Caffeine.newBuilder()
            .maximumWeight(MOST_EVENTS)
            .weigher((String aggregate, List<DomainEventMessage<?>> known) -> known.size())
            .build();

    AggregateMemory(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** All events of the aggregate; null if they have to be read from the store. */
    @Nullable
    List<DomainEventMessage<?>> recall(String aggregate) {
        Use use = Use.current(this);
        if (use == null || use.appended.containsKey(aggregate)) {
            return null;
        }
        List<DomainEventMessage<?>> known = events.getIfPresent(aggregate);
        if (known != null) {
            use.lookedAt.put(aggregate, known.getLast().getSequenceNumber());
        }
        return known;
    }

    /** These are all events of the aggregate, as the store has them. */
    void remember(String aggregate, List<DomainEventMessage<?>> stored) {
        Use use = Use.current(this);
        if (use != null && !stored.isEmpty() && !use.appended.containsKey(aggregate)) {
            events.asMap().merge(aggregate, stored, (one, other) -> one.size() > other.size() ? one : other);
        }
    }

    /** The current transaction has appended these; they are known once it is committed. */
    void appended(List<TrackedEventMessage<?>> appended) {
        Use use = Use.current(this);
        if (use != null) {
            for (TrackedEventMessage<?> message : appended) {
                DomainEventMessage<?> event = (DomainEventMessage<?>) message;
                use.appended
                        .computeIfAbsent(event.getAggregateIdentifier(), aggregate -> new ArrayList<>())
                        .add(event);
            }
        }
    }

    private void committed(String aggregate, List<DomainEventMessage<?>> next) {
        events.asMap().compute(aggregate, (key, known) -> {
            long expected = known == null ? 0 : known.getLast().getSequenceNumber() + 1;
            if (next.getFirst().getSequenceNumber() != expected) {
                return null;
            }
            List<DomainEventMessage<?>> all = new ArrayList<>(known == null ? List.of() : known);
            all.addAll(next);
            return all;
        });
    }

    /** Others have gone on with the aggregate. */
    void forget(Collection<String> aggregates) {
        events.invalidateAll(aggregates);
    }

    /** The event was read from the stream; another node may have written it. */
    void seen(DomainEventMessage<?> event) {
        events.asMap()
                .computeIfPresent(
                        event.getAggregateIdentifier(),
                        (key, known) -> known.getLast().getSequenceNumber() < event.getSequenceNumber() ? null : known);
    }

    /**
     * Checks what the current transaction has looked at and not written.
     *
     * @throws ConcurrencyException if another node has gone on with any of it; it is forgotten, so the next attempt knows
     */
    public void requireFresh() {
        Use use = Use.current(this);
        if (use != null) {
            requireFresh(use);
        }
    }

    private void requireFresh(Use use) {
        Map<String, Long> unguarded = new HashMap<>(use.lookedAt);
        unguarded.keySet().removeAll(use.appended.keySet());
        if (unguarded.isEmpty()) {
            return;
        }
        boolean isStale = jdbc.sql(FIRST_STALE)
                .param(unguarded.keySet().toArray(String[]::new))
                .param(unguarded.values().toArray(Long[]::new))
                .query(String.class)
                .optional()
                .isPresent();
        if (isStale) {
            forget(unguarded.keySet());
            throw new ConcurrencyException("Another node has changed what was decided on");
        }
    }

    /** What one transaction does with aggregates. */
    private static final class Use implements TransactionSynchronization {

        private final AggregateMemory memory;
        private final Map<String, Long> lookedAt = new HashMap<>();
        private final Map<String, List<DomainEventMessage<?>>> appended = new LinkedHashMap<>();

        private Use(AggregateMemory memory) {
            this.memory = memory;
        }

        /** Null if there is no transaction. */
        static @Nullable Use current(AggregateMemory memory) {
            if (!TransactionSynchronizationManager.isActualTransactionActive()) {
                return null;
            }
            Use use = (Use) TransactionSynchronizationManager.getResource(memory);
            if (use == null) {
                use = new Use(memory);
                TransactionSynchronizationManager.bindResource(memory, use);
                TransactionSynchronizationManager.registerSynchronization(use);
            }
            return use;
        }

        @Override
        public void beforeCommit(boolean readOnly) {
            memory.requireFresh(this);
        }

        @Override
        public void afterCommit() {
            appended.forEach(memory::committed);
        }

        @Override
        public void afterCompletion(int status) {
            TransactionSynchronizationManager.unbindResource(memory);
        }

        @Override
        public void suspend() {
            TransactionSynchronizationManager.unbindResource(memory);
        }

        @Override
        public void resume() {
            TransactionSynchronizationManager.bindResource(memory, this);
        }
    }
}
