package io.medicaledu.sandbox.stripe;

import io.medicaledu.sandbox.webhook.WebhookEvent;
import io.medicaledu.sandbox.webhook.WebhookQueue;
import java.time.Clock;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Writes down events (https://docs.stripe.com/api/events/object) in the transaction of what they tell about. */
@Component
public class EventLog {

    /** The API version that stripe-java 33.3.0 is made for; a test compares. */
    public static final String API_VERSION = "2026-07-29.dahlia";

    private final WebhookQueue queue;
    private final Clock clock;

    EventLog(WebhookQueue queue, Clock clock) {
        this.queue = queue;
        this.clock = clock;
    }

    /**
     * Something that happened.
     *
     * @param object the object as it is afterwards
     * @param previous the values of changed fields before; null unless Stripe tells them
     */
    record Happened(
            String type,
            Map<String, @Nullable Object> object,
            @Nullable Map<String, @Nullable Object> previous) {

        Happened(String type, Map<String, @Nullable Object> object) {
            this(type, object, null);
        }
    }

    void append(Happened... happened) {
        append(Arrays.asList(happened));
    }

    void append(List<Happened> happened) {
        queue.publish(happened.stream().map(this::event).toList());
    }

    private WebhookEvent event(Happened happened) {
        Map<String, @Nullable Object> data = new LinkedHashMap<>();
        data.put("object", happened.object());
        if (happened.previous() != null) {
            data.put("previous_attributes", happened.previous());
        }
        String id = StripeIds.next("evt");
        Map<String, @Nullable Object> event = Json.object(id, "event");
        event.put("api_version", API_VERSION);
        event.put("created", clock.instant().getEpochSecond());
        event.put("data", data);
        event.put("livemode", false);
        event.put("pending_webhooks", 1);
        event.put("request", Json.nulls("id", "idempotency_key"));
        event.put("type", happened.type());
        return new WebhookEvent(id, happened.type(), Json.write(event));
    }
}
