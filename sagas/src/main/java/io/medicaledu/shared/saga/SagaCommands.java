package io.medicaledu.shared.saga;

import io.medicaledu.identity.api.Actor;
import io.medicaledu.shared.MetaDataKeys;
import java.util.Map;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.gateway.CommandGateway;

/**
 * Sends a saga's commands under the saga's name. They run in the saga's own transaction: its state, its place in the
 * event stream and the events of its commands are committed together, or none of them.
 */
public final class SagaCommands {

    private SagaCommands() {}

    /** Waits for the result. */
    @SuppressWarnings("TypeParameterUnusedInFormals") // as CommandGateway.sendAndWait
    public static <R> R send(CommandGateway gateway, Class<?> saga, Object command) {
        Map<String, String> metaData =
                Map.of(MetaDataKeys.ACTOR, "saga:" + saga.getSimpleName(), MetaDataKeys.ACTOR_ROLE, Actor.SYSTEM);
        return gateway.sendAndWait(
                GenericCommandMessage.asCommandMessage(command).andMetaData(metaData));
    }
}
