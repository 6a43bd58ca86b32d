package io.medicaledu.app.support;

import io.medicaledu.payment.api.DifferenceKind;
import io.medicaledu.payment.api.PaymentProvider;
import io.medicaledu.payment.api.ReconciliationEvent.ReconciliationDifferenceDismissed;
import io.medicaledu.shared.MetaDataKeys;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.messaging.MetaData;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.DefaultTransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** Events of one story that change nothing else, in transactions of any length. */
public final class Happenings {

    public static final String TYPE = "ReconciliationDifferenceDismissed";

    private final EventStorageEngine engine;
    private final PlatformTransactionManager transactions;
    private final String story = UUID.randomUUID().toString();

    public Happenings(EventStorageEngine engine, PlatformTransactionManager transactions) {
        this.engine = engine;
        this.transactions = transactions;
    }

    /** Its correlation id. */
    public String story() {
        return story;
    }

    /** In a transaction of its own. */
    public void append(String reason) {
        append(UUID.randomUUID(), 0, reason);
    }

    /** In a transaction of its own. */
    public void append(UUID aggregate, long sequence, String reason) {
        new TransactionTemplate(transactions).executeWithoutResult(status -> write(aggregate, sequence, reason));
    }

    private void write(UUID aggregate, long sequence, String reason) {
        engine.appendEvents(List.of(new GenericDomainEventMessage<>(
                "ReconciliationDifference",
                aggregate.toString(),
                sequence,
                new ReconciliationDifferenceDismissed(
                        aggregate, PaymentProvider.Stripe, DifferenceKind.values()[0], "ch_test", null, reason),
                MetaData.with(MetaDataKeys.CORRELATION_ID, story).and(MetaDataKeys.ACTOR, "test"))));
    }

    /** A transaction on a thread of its own that has drawn a position, and takes its time. */
    public Late late(String reason) throws Exception {
        Late late = new Late();
        late.begin(reason);
        return late;
    }

    /** Rolled back if nobody commits it. */
    public final class Late implements AutoCloseable {

        private final ExecutorService thread = Executors.newSingleThreadExecutor();
        private @Nullable TransactionStatus transaction;

        private void begin(String reason) throws Exception {
            thread.submit(() -> {
                        transaction = transactions.getTransaction(new DefaultTransactionDefinition());
                        write(UUID.randomUUID(), 0, reason);
                    })
                    .get();
        }

        public void commit() throws Exception {
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
