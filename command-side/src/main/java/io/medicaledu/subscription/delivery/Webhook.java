package io.medicaledu.subscription.delivery;

import io.medicaledu.kernel.feed.EventFeed.Event;
import io.medicaledu.shared.Ids;
import io.medicaledu.subscription.api.WebhookSecret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * One event on its way to a subscriber, as Standard Webhooks has it (https://www.standardwebhooks.com).
 *
 * @param id the same at each attempt, and after the subscription was rewound
 */
record Webhook(String id, byte[] body) {

    private static final String ALGORITHM = "HmacSHA256";

    static Webhook of(UUID subscriptionId, Event event) {
        String body = "{\"type\":\"" + event.type() + "\",\"timestamp\":\"" + event.occurredAt() + "\",\"data\":"
                + event.json() + "}";
        return new Webhook(
                Ids.derive("webhook", subscriptionId, event.eventId()).toString(),
                body.getBytes(StandardCharsets.UTF_8));
    }

    /** @param at when it is sent: a receiver refuses what is old */
    Map<String, String> headers(WebhookSecret secret, Instant at) {
        String timestamp = Long.toString(at.getEpochSecond());
        return Map.of(
                "Content-Type",
                "application/json",
                "User-Agent",
                "MedicalEdu",
                "webhook-id",
                id,
                "webhook-timestamp",
                timestamp,
                "webhook-signature",
                "v1," + signature(secret, timestamp));
    }

    private String signature(WebhookSecret secret, String timestamp) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret.key(), ALGORITHM));
            mac.update((id + "." + timestamp + ".").getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has HMAC-SHA256", e);
        }
    }
}
