package io.medicaledu.kernel;

import java.util.function.Supplier;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.messaging.Message;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.springframework.stereotype.Component;

/** Makes several commands and what is written beside them one transaction: all of it happens, or nothing. */
@Component
public class Transactions {

    private final TransactionManager transactionManager;

    Transactions(TransactionManager transactionManager) {
        this.transactionManager = transactionManager;
    }

    /**
     * Does the work in a unit of work of its own, and commits it. Commands that it sends are part of it.
     *
     * @return what the work has returned
     */
    public <T> T inOne(Supplier<T> work) {
        UnitOfWork<Message<?>> unitOfWork = DefaultUnitOfWork.startAndGet(null);
        try {
            unitOfWork.attachTransaction(transactionManager);
            T result = work.get();
            unitOfWork.commit();
            return result;
        } catch (RuntimeException | Error e) {
            if (unitOfWork.isActive() && unitOfWork.isCurrent()) {
                unitOfWork.rollback(e);
            }
            throw e;
        }
    }
}
