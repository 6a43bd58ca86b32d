package io.medicaledu.app.feed;

import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.springframework.stereotype.Component;

/** Units of work with a transaction, for those who follow the event stream. */
@Component
final class FeedTransactions {

    private final TransactionManager transactionManager;

    FeedTransactions(TransactionManager transactionManager) {
        this.transactionManager = transactionManager;
    }

    /** What is done in a transaction. */
    @FunctionalInterface
    interface Work<T> {

        T in(UnitOfWork<?> transaction) throws Exception;
    }

    /**
     * Does the work and commits it.
     *
     * @throws HandlingException if anything fails; then nothing has happened
     */
    <T> T commit(Work<T> work) {
        return run(work, true);
    }

    /**
     * Does the work and rolls it back, to see whether it fails.
     *
     * @throws HandlingException if it does
     */
    void tryOut(Work<?> work) {
        run(work, false);
    }

    private <T> T run(Work<T> work, boolean commit) {
        UnitOfWork<EventMessage<?>> unitOfWork = DefaultUnitOfWork.startAndGet(null);
        try {
            unitOfWork.attachTransaction(transactionManager);
            T result = work.in(unitOfWork);
            if (commit) {
                unitOfWork.commit();
            } else {
                unitOfWork.rollback();
            }
            return result;
        } catch (Exception | LinkageError e) {
            if (unitOfWork.isActive() && unitOfWork.isCurrent()) {
                unitOfWork.rollback(e);
            }
            throw new HandlingException(e);
        }
    }

    /** A transaction was rolled back. */
    static final class HandlingException extends RuntimeException {

        private static final long serialVersionUID = 1;

        HandlingException(Throwable cause) {
            super(cause.toString(), cause);
        }
    }
}
