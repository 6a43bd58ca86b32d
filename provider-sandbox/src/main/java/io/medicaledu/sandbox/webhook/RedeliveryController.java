package io.medicaledu.sandbox.webhook;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Delivers an event again, as the "Resend" button of Stripe's dashboard does. */
@RestController
class RedeliveryController {

    private final WebhookDelivery delivery;

    RedeliveryController(WebhookDelivery delivery) {
        this.delivery = delivery;
    }

    @PostMapping("/sandbox/stripe/events/{eventId}/redelivery")
    @ResponseStatus(HttpStatus.ACCEPTED)
    void redeliver(@PathVariable String eventId) {
        delivery.redeliver(eventId);
    }
}
