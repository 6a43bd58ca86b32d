package io.medicaledu.app.axon;

import io.medicaledu.identity.api.Actor;
import io.medicaledu.shared.MetaDataKeys;
import java.util.HashMap;
import java.util.Map;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.messaging.Message;
import org.axonframework.messaging.correlation.CorrelationDataProvider;

/**
 * Hands on what ties a story together: the correlation id of its first message, the message that caused the next one,
 * the HTTP request, and the user who made it. Who acted is handed from a command to its events only; a saga that reacts
 * names itself.
 */
final class StoryCorrelation implements CorrelationDataProvider {

    @Override
    public Map<String, ?> correlationDataFor(Message<?> message) {
        Map<String, Object> data = new HashMap<>();
        data.put(
                MetaDataKeys.CORRELATION_ID,
                message.getMetaData().getOrDefault(MetaDataKeys.CORRELATION_ID, message.getIdentifier()));
        data.put(MetaDataKeys.CAUSATION_ID, message.getIdentifier());
        copy(message, MetaDataKeys.REQUEST_ID, data);
        handOnInitiator(message, data);
        if (message instanceof CommandMessage<?>) {
            MetaDataKeys.CONTEXT.forEach(key -> copy(message, key, data));
        }
        return data;
    }

    /** Events from before there was an initiator tell by their actor. */
    private static void handOnInitiator(Message<?> message, Map<String, Object> data) {
        copy(message, MetaDataKeys.INITIATOR, data);
        Actor actor = Actor.of(message.getMetaData());
        boolean isUser = !actor.isSystem() && !actor.role().equals(Actor.ANONYMOUS);
        if (isUser) {
            data.putIfAbsent(MetaDataKeys.INITIATOR, actor.id());
        }
    }

    private static void copy(Message<?> message, String key, Map<String, Object> data) {
        Object value = message.getMetaData().get(key);
        if (value != null) {
            data.put(key, value);
        }
    }
}
