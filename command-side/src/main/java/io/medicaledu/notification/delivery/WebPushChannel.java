package io.medicaledu.notification.delivery;

import io.medicaledu.identity.api.Channel;
import io.medicaledu.kernel.outbound.OutboundHttp;
import io.medicaledu.notification.command.Contacts;
import io.medicaledu.notification.command.PushSubscriptions;
import io.medicaledu.shared.Problem;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.util.Map;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Web push (RFC 8030) to the browsers that a user has subscribed, encrypted so that only they can read it. */
@Component
@ConditionalOnProperty("medicaledu.notification.push.private-key")
class WebPushChannel implements DeliveryChannel {

    private static final Logger LOG = LoggerFactory.getLogger(WebPushChannel.class);
    private static final int GONE = 410;
    private static final int NOT_FOUND = 404;

    private final PushSubscriptions subscriptions;
    private final Vapid vapid;
    private final OutboundHttp http;

    WebPushChannel(PushSubscriptions subscriptions, NotificationProperties properties, OutboundHttp http, Clock clock) {
        this.subscriptions = subscriptions;
        this.http = http;
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

    /** @return what the push service has answered, 0 if nothing; one that must not be called is as good as gone */
    private int push(PushSubscriptions.Subscription subscription, byte[] message) {
        Map<String, String> headers = Map.of(
                "TTL", "86400",
                "Content-Encoding", "aes128gcm",
                "Content-Type", "application/octet-stream",
                "Authorization", vapid.authorization(URI.create(subscription.endpoint())));
        try {
            return http.post(subscription.endpoint(), headers, WebPushEncryption.encrypt(message, subscription));
        } catch (IOException e) {
            return 0;
        } catch (Problem e) {
            LOG.warn("A browser's push service is forgotten: {}", e.detail());
            return GONE;
        }
    }
}
