package io.medicaledu.sandbox.paypal;

import io.medicaledu.sandbox.SandboxUrls;
import io.medicaledu.sandbox.webhook.Provider;
import io.medicaledu.sandbox.webhook.WebhookEvent;
import io.medicaledu.sandbox.webhook.WebhookQueue;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * Writes down events (https://developer.paypal.com/api/rest/webhooks/event-names/) in the transaction of what they tell
 * about.
 */
@Component
class EventLog {

    private final WebhookQueue queue;
    private final SandboxUrls urls;
    private final Clock clock;

    EventLog(WebhookQueue queue, SandboxUrls urls, Clock clock) {
        this.queue = queue;
        this.urls = urls;
        this.clock = clock;
    }

    /**
     * Something that happened.
     *
     * @param resourceType e.g. {@code capture}
     * @param resource the object as it is afterwards
     */
    record Happened(String type, String resourceType, String summary, Map<String, Object> resource) {}

    void append(Happened... happened) {
        queue.publish(Stream.of(happened).map(this::event).toList());
    }

    private WebhookEvent event(Happened happened) {
        String id = PayPalIds.nextEvent();
        String self = urls.payPal("/v1/notifications/webhooks-events/" + id);
        Map<String, Object> event = Json.object("id", id);
        event.put("event_version", "1.0");
        event.put("create_time", Json.millis(clock.instant()));
        event.put("resource_type", happened.resourceType());
        event.put("resource_version", "2.0");
        event.put("event_type", happened.type());
        event.put("summary", happened.summary());
        event.put("resource", happened.resource());
        event.put("links", List.of(Json.link(self, "self", "GET"), Json.link(self + "/resend", "resend", "POST")));
        return new WebhookEvent(id, happened.type(), Json.write(event), Provider.PAYPAL);
    }
}
