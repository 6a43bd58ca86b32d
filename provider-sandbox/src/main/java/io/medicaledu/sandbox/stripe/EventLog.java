package io.medicaledu.sandbox.stripe;

import io.medicaledu.sandbox.webhook.WebhookDelivery;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import tools.jackson.databind.json.JsonMapper;

/** Writes down events (https://docs.stripe.com/api/events/object) in the transaction of what they tell about. */
@Component
class EventLog {

    /** The API version that {@code stripe-java} 33.3.0 is made for. */
    static final String API_VERSION = "2026-07-29.dahlia";

    private static final JsonMapper JSON = JsonMapper.shared();

    private final JdbcClient jdbc;
    private final WebhookDelivery delivery;
    private final Clock clock;

    EventLog(JdbcClient jdbc, WebhookDelivery delivery, Clock clock) {
        this.jdbc = jdbc;
        this.delivery = delivery;
        this.clock = clock;
    }

    void happened(String type, Map<String, @Nullable Object> object) {
        Instant now = clock.instant();
        String id = StripeIds.next("evt");
        Map<String, @Nullable Object> event = new LinkedHashMap<>();
        event.put("id", id);
        event.put("object", "event");
        event.put("api_version", API_VERSION);
        event.put("created", now.getEpochSecond());
        event.put("data", Map.of("object", object));
        event.put("livemode", false);
        event.put("pending_webhooks", 1);
        event.put("type", type);
        jdbc.sql("""
                        INSERT INTO provider_sandbox.stripe_events (id, type, body, created_at, next_attempt_at)
                        VALUES (?, ?, ?, ?, ?)""")
                .params(id, type, JSON.writeValueAsString(event), StripeStore.utc(now), StripeStore.utc(now))
                .update();
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                delivery.wake();
            }
        });
    }
}
