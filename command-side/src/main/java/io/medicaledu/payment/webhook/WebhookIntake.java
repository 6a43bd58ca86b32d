package io.medicaledu.payment.webhook;

import io.medicaledu.payment.api.PaymentProvider;
import io.medicaledu.shared.command.RequestContext;
import org.springframework.stereotype.Component;

/** Takes a verified webhook: once this returns it is stored, and the provider may be told so. */
@Component
public class WebhookIntake {

    private final WebhookWorker worker;

    WebhookIntake(WebhookWorker worker) {
        this.worker = worker;
    }

    /** Stores the event; one that was stored before changes nothing. */
    public void accept(PaymentProvider provider, String eventId, String type, String payload) {
        RequestContext request = RequestContext.current();
        WebhookInbox.Sender sender = request == null
                ? new WebhookInbox.Sender(null, null)
                : new WebhookInbox.Sender(request.ipAddress(), request.userAgent());
        worker.take(new WebhookInbox.Event(provider, sender, eventId, type, payload));
    }
}
