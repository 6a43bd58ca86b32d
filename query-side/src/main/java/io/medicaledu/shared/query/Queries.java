package io.medicaledu.shared.query;

import io.medicaledu.shared.Page;
import io.medicaledu.shared.Problem;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.axonframework.messaging.responsetypes.ResponseTypes;
import org.axonframework.queryhandling.QueryGateway;
import org.springframework.stereotype.Component;

/** Sends queries from controllers and waits for the answer. */
@Component
public class Queries {

    private final QueryGateway gateway;

    Queries(QueryGateway gateway) {
        this.gateway = gateway;
    }

    /** @throws Problem if the query was refused */
    public <R> R ask(Object query, Class<R> answer) {
        return join(gateway.query(query, ResponseTypes.instanceOf(answer)));
    }

    /** For a query that may find nothing. */
    public <R> Optional<R> find(Object query, Class<R> answer) {
        return join(gateway.query(query, ResponseTypes.optionalInstanceOf(answer)));
    }

    /** For a query that answers a page of the given items. */
    public <R> Page<R> page(Object query, Class<R> items) {
        return join(gateway.query(query, new PageResponseType<>(items)));
    }

    private static <R> R join(CompletableFuture<R> answer) {
        try {
            return answer.join();
        } catch (CompletionException e) {
            for (Throwable cause = e; cause != null; cause = cause.getCause()) {
                if (cause instanceof Problem problem) {
                    throw problem;
                }
            }
            throw e;
        }
    }
}
