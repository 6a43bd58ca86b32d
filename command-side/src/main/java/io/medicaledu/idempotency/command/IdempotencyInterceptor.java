package io.medicaledu.idempotency.command;

import io.medicaledu.shared.Problem;
import io.medicaledu.shared.ProblemCode;
import io.medicaledu.shared.command.RequestContext;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.messaging.InterceptorChain;
import org.axonframework.messaging.MessageHandlerInterceptor;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Keeps the answer to a request with an {@code Idempotency-Key} in the same transaction as the events of its command:
 * either both are there or none, whatever crashes. A second request with the key waits for the first at the table's
 * primary key and then gets its answer.
 */
@Component
public class IdempotencyInterceptor implements MessageHandlerInterceptor<CommandMessage<?>> {

    private final IdempotencyTable table;

    IdempotencyInterceptor(IdempotencyTable table) {
        this.table = table;
    }

    @Override
    public @Nullable Object handle(UnitOfWork<? extends CommandMessage<?>> unitOfWork, InterceptorChain chain)
            throws Exception {
        RequestContext context = RequestContext.current();
        RequestContext.IdempotencyKey key = context == null ? null : context.idempotencyKey();
        if (context == null || key == null) {
            return chain.proceed();
        }
        if (!table.claim(context, key)) {
            return storedAnswer(context, key);
        }
        Object result = chain.proceed();
        table.store(context, key, result);
        return result;
    }

    private @Nullable Object storedAnswer(RequestContext context, RequestContext.IdempotencyKey key) {
        IdempotencyTable.Stored stored = table.load(context, key);
        if (!stored.requestHash().equals(key.requestHash())) {
            throw new Problem(
                    ProblemCode.IDEMPOTENCY_KEY_REUSED, "This Idempotency-Key was used for another request before");
        }
        return stored.answer();
    }
}
