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

    /** Goes on with a story whose deadline has come. */
    public static void send(CommandGateway gateway, Class<?> saga, Object command, Story story) {
        gateway.sendAndWait(GenericCommandMessage.asCommandMessage(command)
                .andMetaData(actor(saga))
                .andMetaData(story.toMetaData()));
    }

    /** Waits for the result. */
    @SuppressWarnings("TypeParameterUnusedInFormals") // as CommandGateway.sendAndWait
    public static <R> R send(CommandGateway gateway, Class<?> saga, Object command) {
        return gateway.sendAndWait(
                GenericCommandMessage.asCommandMessage(command).andMetaData(actor(saga)));
    }

    private static Map<String, String> actor(Class<?> saga) {
        return Map.of(MetaDataKeys.ACTOR, "saga:" + saga.getSimpleName(), MetaDataKeys.ACTOR_ROLE, Actor.SYSTEM);
    }
}
