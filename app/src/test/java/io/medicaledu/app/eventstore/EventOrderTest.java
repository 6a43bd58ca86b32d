package io.medicaledu.app.eventstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.medicaledu.app.support.PlatformTest;
import io.medicaledu.scheduling.api.SlotEvent.SeatReleased;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.messaging.MetaData;
import org.axonframework.serialization.Serializer;
import org.axonframework.spring.jdbc.SpringDataSourceConnectionProvider;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.DefaultTransactionDefinition;

/** Readers get every event, in the order of positions, whenever and in which order transactions end. */
class EventOrderTest extends PlatformTest {

    private static final String DATABASE = "event_order";
    /** Axon's own engine gives up a hole whose neighbours are older than a minute. */
    private static final Instant LONG_AGO = Instant.now().minus(Duration.ofDays(2));

    @Autowired
    @Qualifier("migrationDataSource")
    private DataSource owner;

    @Autowired
    @Qualifier("eventSerializer")
    private Serializer serializer;

    private final GapHorizons gaps = new GapHorizons();
    private DataSourceTransactionManager transactions;
    private EventStorageEngine engine;
    private AggregateMemory memory;
    private JdbcClient ownJdbc;

    @BeforeEach
    void anEventStoreOfItsOwn() throws SQLException, IOException {
        try (Connection connection = administration("postgres").getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + DATABASE);
        }
        DataSource own = administration(DATABASE);
        try (Connection connection = own.getConnection();
                Statement statement = connection.createStatement();
                InputStream script = getClass().getResourceAsStream("/db/migration/V001__event_store.sql")) {
            statement.execute(new String(Objects.requireNonNull(script).readAllBytes(), StandardCharsets.UTF_8));
            statement.execute("CREATE TABLE event_store.feed AS SELECT CAST(0 AS bigint) AS position");
        }
        ownJdbc = JdbcClient.create(own);
        transactions = new DataSourceTransactionManager(own);
        memory = new AggregateMemory(JdbcClient.create(own));
        EventStoreConfiguration configuration = new EventStoreConfiguration();
        engine = configuration.eventStorageEngine(
                new SpringDataSourceConnectionProvider(own),
                new SpringTransactionManager(transactions),
                configuration.persistenceExceptionResolver(),
                serializer,
                new EventSerializerConfiguration().eventUpcaster(),
                List.of(),
                memory,
                gaps);
    }

    @AfterEach
    void isGoneAfterwards() throws SQLException {
        try (Connection connection = administration("postgres").getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("DROP DATABASE " + DATABASE + " WITH (FORCE)");
        }
    }

    private DataSource administration(String database) throws SQLException {
        PGSimpleDataSource dataSource = new PGSimpleDataSource();
        try (Connection connection = owner.getConnection()) {
            dataSource.setUrl(connection.getMetaData().getURL());
        }
        dataSource.setUser("postgres");
        dataSource.setDatabaseName(database);
        return dataSource;
    }

    @Test
    void anEventThatIsCommittedLateIsWaitedForHoweverOldItIs() throws Exception {
        append();
        try (Unfinished late = new Unfinished()) {
            late.append();
            append();
            assertThat(positions(null)).containsExactly(1L);
            assertThat(positions(null)).as("asked again").containsExactly(1L);
            assertThat(gaps.isBlockedAfter(1)).isTrue();

            late.commit();
        }

        assertThat(positions(null)).containsExactly(1L, 2L, 3L);
        assertThat(gaps.isBlockedAfter(3)).isFalse();
    }

    @Test
    void whatWasRolledBackIsPassedOver() throws Exception {
        append();
        try (Unfinished late = new Unfinished()) {
            late.append();
            append();
            assertThat(positions(null)).containsExactly(1L);
        }

        await().atMost(Duration.ofSeconds(5))
                .untilAsserted(() -> assertThat(positions(null)).containsExactly(1L, 3L));
    }

    @Test
    void aTransactionThatBeganAfterTheHoleIsNotWaitedFor() throws Exception {
        try (Unfinished late = new Unfinished()) {
            late.append();
            append();
            assertThat(positions(null)).isEmpty();
            try (Unfinished later = new Unfinished()) {
                late.commit();
                later.append();
                append();

                assertThat(positions(null)).containsExactly(1L, 2L);
                later.commit();
            }
        }
        assertThat(positions(null)).containsExactly(1L, 2L, 3L, 4L);
    }

    @Test
    void aLongTransactionThatAppendsNothingIsNotWaitedFor() throws Exception {
        append();
        LongTransactions announced = new LongTransactions(ownJdbc);
        try (Unfinished silent = new Unfinished()) {
            silent.begin(() -> ownJdbc.sql("SELECT pg_current_xact_id()::text")
                    .query(String.class)
                    .single());
            try (Unfinished late = new Unfinished()) {
                late.append();
                append();
                assertThat(positions(null)).containsExactly(1L);
            }
            await().during(Duration.ofMillis(300))
                    .atMost(Duration.ofSeconds(3))
                    .untilAsserted(() -> assertThat(positions(null))
                            .as("it may append for all that is known")
                            .containsExactly(1L));

            silent.go(announced::announce);

            await().atMost(Duration.ofSeconds(5))
                    .untilAsserted(() -> assertThat(positions(null)).containsExactly(1L, 3L));
        }
    }

    @Test
    void aNodeThatStartsDoesNotTakeWhatIsNotSettledForSettled() throws Exception {
        try (Unfinished late = new Unfinished()) {
            late.append();
            for (int i = 0; i < 300; i++) {
                append();
            }
            EventTail tail = new EventTail(engine, gaps, memory, ownJdbc);
            tail.start();
            try {
                await().during(Duration.ofMillis(300))
                        .atMost(Duration.ofSeconds(3))
                        .untilAsserted(() -> assertThat(tail.settledPosition()).isZero());
                late.commit();
                await().atMost(Duration.ofSeconds(10))
                        .untilAsserted(() -> assertThat(tail.settledPosition()).isEqualTo(301));
            } finally {
                tail.stop();
            }
        }
    }

    @Test
    void everyReaderGetsAllInOrderFromManyWriters() throws Exception {
        EventTail tail = new EventTail(engine, gaps, memory, ownJdbc);
        Queue<Integer> committed = new ConcurrentLinkedQueue<>();
        append();
        tail.start();
        try (BlockingStream<TrackedEventMessage<?>> early = tail.openStream(null);
                ExecutorService writers = Executors.newFixedThreadPool(8)) {
            IntStream.range(0, 8).forEach(writer -> writers.execute(() -> write(new Random(writer), tail, committed)));
            writers.shutdown();
            assertThat(writers.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
            int events = 1 + committed.stream().mapToInt(Integer::intValue).sum();

            List<Long> seen = read(early, events);
            assertThat(seen).isSorted().doesNotHaveDuplicates();
            try (BlockingStream<TrackedEventMessage<?>> afterwards = tail.openStream(null)) {
                assertThat(read(afterwards, events)).isEqualTo(seen);
            }
            assertThat(early.hasNextAvailable()).isFalse();
            assertThat(tail.settledPosition()).isEqualTo(seen.getLast());
        } finally {
            tail.stop();
        }
    }

    private void write(Random random, EventTail tail, Queue<Integer> committed) {
        for (int i = 0; i < 40; i++) {
            TransactionStatus transaction = transactions.getTransaction(new DefaultTransactionDefinition());
            int events = 1 + random.nextInt(3);
            IntStream.range(0, events).forEach(each -> append());
            pause(random.nextInt(5));
            if (random.nextInt(5) == 0) {
                transactions.rollback(transaction);
            } else {
                transactions.commit(transaction);
                committed.add(events);
                tail.wake();
            }
        }
    }

    private static List<Long> read(BlockingStream<TrackedEventMessage<?>> stream, int events)
            throws InterruptedException {
        List<Long> positions = new ArrayList<>();
        while (positions.size() < events && stream.hasNextAvailable(10, TimeUnit.SECONDS)) {
            positions.add(EventCursor.position(stream.nextAvailable().trackingToken()));
        }
        assertThat(positions).hasSize(events);
        return positions;
    }

    private static void pause(int milliseconds) {
        try {
            TimeUnit.MILLISECONDS.sleep(milliseconds);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void append() {
        engine.appendEvents(List.of(new GenericDomainEventMessage<>(
                "AvailabilitySlot",
                UUID.randomUUID().toString(),
                0,
                new SeatReleased(UUID.randomUUID(), UUID.randomUUID()),
                MetaData.emptyInstance(),
                UUID.randomUUID().toString(),
                LONG_AGO)));
    }

    private List<Long> positions(@Nullable TrackingToken after) {
        return engine.readEvents(after, false)
                .map(event -> EventCursor.position(event.trackingToken()))
                .toList();
    }

    /** A transaction on a thread of its own, rolled back if nobody commits it. */
    private final class Unfinished implements AutoCloseable {

        private final ExecutorService thread = Executors.newSingleThreadExecutor();
        private @Nullable TransactionStatus transaction;

        void append() throws Exception {
            begin(EventOrderTest.this::append);
        }

        void begin(Runnable work) throws Exception {
            thread.submit(() -> {
                        transaction = transactions.getTransaction(new DefaultTransactionDefinition());
                        work.run();
                    })
                    .get();
        }

        /** Still the same transaction. */
        void go(Runnable work) throws Exception {
            thread.submit(work).get();
        }

        void commit() throws Exception {
            thread.submit(() -> transactions.commit(Objects.requireNonNull(transaction)))
                    .get();
        }

        @Override
        public void close() throws Exception {
            thread.submit(() -> {
                        if (transaction != null && !transaction.isCompleted()) {
                            transactions.rollback(transaction);
                        }
                    })
                    .get();
            thread.close();
        }
    }
}
