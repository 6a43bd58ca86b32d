package io.medicaledu.notification.delivery;

import io.medicaledu.identity.api.Channel;
import io.medicaledu.notification.command.Contacts;
import io.medicaledu.notification.command.PushSubscriptions;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Web push (RFC 8030) to the browsers that a user has subscribed, encrypted so that only they can read it. */
@Component
@ConditionalOnProperty("medicaledu.notification.push.private-key")
class WebPushChannel implements DeliveryChannel {

    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    private static final int GONE = 410;
    private static final int NOT_FOUND = 404;

    private final PushSubscriptions subscriptions;
    private final Vapid vapid;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(TIMEOUT).build();

    WebPushChannel(PushSubscriptions subscriptions, NotificationProperties properties, Clock clock) {
        this.subscriptions = subscriptions;
        this.vapid = new Vapid(Objects.requireNonNull(properties.push()), clock);
    }

    @Override
    public Channel channel() {
        return Channel.Push;
    }

    @Override
    public boolean reaches(Contacts.Contact contact) {
        return !subscriptions.of(contact.userId()).isEmpty();
    }

    /** One browser that takes it is enough; those that are gone are forgotten. */
    @Override
    public void send(Delivery delivery, Contacts.Contact contact) {
        byte[] message = JsonMapper.shared()
                .writeValueAsBytes(Map.of(
                        "notificationId", delivery.notificationId(),
                        "title", delivery.title(),
                        "message", delivery.message()));
        boolean taken = false;
        String error = "no browser is subscribed any more";
        for (PushSubscriptions.Subscription subscription : subscriptions.of(delivery.userId())) {
            int status = push(subscription, message);
            if (status == GONE || status == NOT_FOUND) {
                subscriptions.remove(subscription.endpoint());
            } else if (status >= 200 && status < 300) {
                taken = true;
            } else {
                error = "push service answered " + status;
            }
        }
        if (!taken) {
            throw new DeliveryException(error, error.startsWith("push"));
        }
    }

    private int push(PushSubscriptions.Subscription subscription, byte[] message) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(subscription.endpoint()))
                .timeout(TIMEOUT)
                .header("TTL", "86400")
                .header("Content-Encoding", "aes128gcm")
                .header("Content-Type", "application/octet-stream")
                .header("Authorization", vapid.authorization(URI.create(subscription.endpoint())))
                .POST(HttpRequest.BodyPublishers.ofByteArray(WebPushEncryption.encrypt(message, subscription)))
                .build();
        try {
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        } catch (IOException e) {
            return 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DeliveryException("stopping", true);
        }
    }
}
