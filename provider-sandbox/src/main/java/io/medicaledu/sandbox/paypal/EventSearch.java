package io.medicaledu.sandbox.paypal;

import io.medicaledu.sandbox.SandboxDatabase;
import io.medicaledu.sandbox.webhook.WebhookQueue;
import java.util.Map;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Events that happened, as they were sent (https://developer.paypal.com/docs/api/webhooks/v1/#webhooks-events_get). */
@Component
public class EventSearch {

    private static final TypeReference<Map<String, Object>> MAP = new TypeReference<>() {};

    private final SandboxDatabase database;
    private final WebhookQueue queue;

    EventSearch(SandboxDatabase database, WebhookQueue queue) {
        this.database = database;
        this.queue = queue;
    }

    /** @throws PayPalException if there is none */
    public Map<String, Object> get(String id) {
        if (!PayPalIds.isPossible(id)) {
            throw PayPalException.missing();
        }
        return database.sql("SELECT body FROM provider_sandbox.paypal_events WHERE id = ?")
                .param(id)
                .query(String.class)
                .optional()
                .map(body -> JsonMapper.shared().readValue(body, MAP))
                .orElseThrow(PayPalException::missing);
    }

    /**
     * Delivers an event once more.
     *
     * @throws PayPalException if there is none
     */
    public Map<String, Object> resend(String id) {
        Map<String, Object> event = get(id);
        queue.redeliver(id, 1);
        return event;
    }
}
