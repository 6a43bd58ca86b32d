package io.medicaledu.shared.saga;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.axonframework.commandhandling.CommandCallback;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.common.Registration;
import org.axonframework.messaging.MessageDispatchInterceptor;

/** Takes commands and does nothing with them but to remember them. */
public final class RecordingGateway implements CommandGateway {

    private final List<CommandMessage<?>> messages = new ArrayList<>();

    /** The commands so far, in their order. */
    public List<Object> commands() {
        return messages.stream().<Object>map(CommandMessage::getPayload).toList();
    }

    /** The latest, with its metadata. */
    public CommandMessage<?> last() {
        return messages.getLast();
    }

    public void forget() {
        messages.clear();
    }

    @Override
    @SuppressWarnings({"unchecked", "NullAway", "TypeParameterUnusedInFormals"}) // nobody here asks for a result
    public <R> R sendAndWait(Object command) {
        messages.add((CommandMessage<?>) command);
        return null;
    }

    @Override
    @SuppressWarnings("TypeParameterUnusedInFormals") // as in the interface
    public <R> R sendAndWait(Object command, long timeout, TimeUnit unit) {
        return sendAndWait(command);
    }

    @Override
    public <R> CompletableFuture<R> send(Object command) {
        return CompletableFuture.completedFuture(sendAndWait(command));
    }

    @Override
    public <C, R> void send(C command, CommandCallback<? super C, ? super R> callback) {
        throw new UnsupportedOperationException("Process managers wait for their commands");
    }

    @Override
    public Registration registerDispatchInterceptor(
            MessageDispatchInterceptor<? super CommandMessage<?>> dispatchInterceptor) {
        throw new UnsupportedOperationException("Nothing is intercepted here");
    }
}
