package io.medicaledu.app.axon;

import io.medicaledu.app.eventstore.AggregateMemory;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.messaging.InterceptorChain;
import org.axonframework.messaging.MessageHandlerInterceptor;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/**
 * A refusal must not rest on aggregates that another node has changed meanwhile, whether it is one of ours, Axon's for
 * another version than {@code If-Match} says, or a failure; the command is tried again then.
 */
@Component
final class FreshRefusals implements MessageHandlerInterceptor<CommandMessage<?>> {

    private final AggregateMemory memory;

    FreshRefusals(AggregateMemory memory) {
        this.memory = memory;
    }

    @Override
    public @Nullable Object handle(UnitOfWork<? extends CommandMessage<?>> unitOfWork, InterceptorChain chain)
            throws Exception {
        try {
            return chain.proceed();
        } catch (RuntimeException refusal) {
            try {
                memory.requireFresh();
            } catch (DataAccessException e) {
                // The transaction has failed in the database, which is what the refusal is about.
                refusal.addSuppressed(e);
            }
            throw refusal;
        }
    }
}
