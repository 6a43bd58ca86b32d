package io.medicaledu.sandbox.webhook;

/**
 * Something that the receiver is to be told.
 *
 * @param id the event's id
 * @param type e.g. {@code charge.succeeded}
 * @param body the JSON as it goes over the wire, the same for each attempt
 * @param provider whose receiver it is for
 */
public record WebhookEvent(String id, String type, String body, Provider provider) {

    /** An event of Stripe's. */
    public WebhookEvent(String id, String type, String body) {
        this(id, type, body, Provider.STRIPE);
    }
}
