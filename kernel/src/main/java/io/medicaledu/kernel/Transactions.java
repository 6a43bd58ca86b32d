package io.medicaledu.kernel;

import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.messaging.Message;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.springframework.stereotype.Component;

/** Makes several commands and what is written beside them one transaction: all of it happens, or nothing. */
@Component
public class Transactions {

    private final TransactionManager transactionManager;

    public Transactions(TransactionManager transactionManager) {
        this.transactionManager = transactionManager;
    }

    /** What is done in a transaction. */
    @FunctionalInterface
    public interface Work<T, E extends Exception> {

        T in(UnitOfWork<?> transaction) throws E;
    }

    /**
     * Does the work in a unit of work of its own, and commits it. Commands that it sends are part of it.
     *
     * @return what the work has returned
     * @throws E what the work has thrown; then nothing has happened
     */
    public <T, E extends Exception> T inOne(Work<T, E> work) throws E {
        UnitOfWork<Message<?>> unitOfWork = DefaultUnitOfWork.startAndGet(null);
        try {
            unitOfWork.attachTransaction(transactionManager);
            T result = work.in(unitOfWork);
            unitOfWork.commit();
            return result;
        } catch (Exception | Error e) {
            if (unitOfWork.isActive() && unitOfWork.isCurrent()) {
                unitOfWork.rollback(e);
            }
            throw e;
        }
    }
}
