package io.medicaledu.shared.command;

import io.medicaledu.shared.MetaDataKeys;
import io.medicaledu.shared.Problem;
import io.medicaledu.shared.ProblemCode;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.common.lock.DeadlockException;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.axonframework.modelling.command.ConflictingModificationException;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.stereotype.Component;

/**
 * Sends commands from controllers and workers: adds who and from where, waits for the result, and repeats a command
 * that lost a race against another one.
 */
@Component
public class Commands {

    private static final int ATTEMPTS = 6;

    private final CommandGateway gateway;

    private final RefusalMemory answers;

    Commands(CommandGateway gateway, RefusalMemory answers) {
        this.gateway = gateway;
        this.answers = answers;
    }

    /**
     * Handles the command in a transaction of its own, or as part of the current one, which is lost if it fails.
     *
     * @param expected what the command answers
     * @throws Problem why it was refused; {@code concurrent-update} if it kept losing races; {@code
     *     precondition-failed} if the aggregate has another version than the command expects
     */
    public <R> R ask(Object command, Class<R> expected) {
        Object answer = dispatch(command);
        if (answer == null) {
            throw new IllegalStateException(command.getClass().getSimpleName() + " was not answered");
        }
        return expected.cast(answer);
    }

    /** As {@link #ask}, for a command that answers nothing. */
    public void send(Object command) {
        dispatch(command);
    }

    /**
     * As {@link #send(Object)}, for a change to what the caller has read before.
     *
     * @param version of the aggregate as it was read; null if any will do
     */
    public void send(Object command, @Nullable Long version) {
        dispatch(command, version == null ? Map.of() : Map.of(MetaDataKeys.EXPECTED_VERSION, version));
    }

    private @Nullable Object dispatch(Object command) {
        return dispatch(command, Map.of());
    }

    private @Nullable Object dispatch(Object command, Map<String, ?> more) {
        RequestContext context = RequestContext.current();
        Map<String, String> metaData =
                context == null ? RequestContext.ofProcess("system", null).toMetaData() : context.toMetaData();
        for (int attempt = 1; ; attempt++) {
            try {
                return gateway.sendAndWait(GenericCommandMessage.asCommandMessage(command)
                        .andMetaData(metaData)
                        .andMetaData(more));
            } catch (Problem problem) {
                answers.remember(context, problem);
                throw problem;
            } catch (AggregateNotFoundException e) {
                throw Problem.notFound("resource");
            } catch (ConflictingModificationException e) {
                throw new Problem(ProblemCode.PRECONDITION_FAILED, "It has another version than If-Match says");
            } catch (ConcurrencyException | DeadlockException | ConcurrencyFailureException e) {
                boolean isAlone = !CurrentUnitOfWork.isStarted();
                if (attempt == ATTEMPTS || !isAlone) {
                    throw new Problem(ProblemCode.CONCURRENT_UPDATE, "Please try again");
                }
                backOff(attempt);
            }
        }
    }

    private static void backOff(int attempt) {
        try {
            Thread.sleep(ThreadLocalRandom.current().nextLong(5, 20L << attempt));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Problem(ProblemCode.OVERLOADED, "The server is stopping");
        }
    }
}
