package io.medicaledu.app.feed;

import io.medicaledu.kernel.Transactions;
import jakarta.persistence.EntityManager;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;

/** Units of work with a transaction, for those who follow the event stream. */
@Component
final class FeedTransactions {

    private final Transactions transactions;
    private final EntityManager entities;
    private final JdbcClient jdbc;

    /** @param transactionManager for JPA, which some projections use */
    FeedTransactions(PlatformTransactionManager transactionManager, EntityManager entities, JdbcClient jdbc) {
        this.transactions = new Transactions(new SpringTransactionManager(transactionManager));
        this.entities = entities;
        this.jdbc = jdbc;
    }

    /** What is done in a transaction. */
    @FunctionalInterface
    interface Work<T> {

        T in(UnitOfWork<?> transaction) throws Exception;
    }

    /** What is tried out in a transaction. */
    @FunctionalInterface
    interface Trial {

        void in(UnitOfWork<?> transaction) throws Exception;
    }

    /**
     * Does the work and commits it.
     *
     * @throws HandlingException if anything fails; then nothing has happened
     */
    <T> T commit(Work<T> work) {
        return run(work);
    }

    /**
     * Does the work up to the commit, and rolls it back instead, to see whether it fails: what is collected is written, and
     * what the database checks at the end is checked, but nobody is told of anything.
     *
     * @throws HandlingException if it does
     */
    void tryOut(Trial trial) {
        try {
            run(transaction -> {
                // The last handler but one: the transaction's own commit, attached before it, would come next.
                transaction.onCommit(committing -> {
                    entities.flush();
                    jdbc.sql("SET CONSTRAINTS ALL IMMEDIATE").update();
                    throw new TriedOutException();
                });
                trial.in(transaction);
                return true;
            });
        } catch (HandlingException e) {
            if (!(e.getCause() instanceof TriedOutException)) {
                throw e;
            }
        }
    }

    private <T> T run(Work<T> work) {
        try {
            return transactions.<T, Exception>inOne(work::in);
        } catch (Exception | LinkageError | StackOverflowError e) {
            throw new HandlingException(e);
        }
    }

    /** Everything went well; it is rolled back all the same. */
    private static final class TriedOutException extends RuntimeException {

        private static final long serialVersionUID = 1;
    }

    /** A transaction was rolled back. */
    static final class HandlingException extends RuntimeException {

        private static final long serialVersionUID = 1;

        HandlingException(Throwable cause) {
            super(cause.toString(), cause);
        }
    }
}
