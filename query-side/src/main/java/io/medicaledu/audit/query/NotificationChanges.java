package io.medicaledu.audit.query;

import io.medicaledu.notification.api.NotificationEvent;
import io.medicaledu.notification.api.NotificationEvent.NotificationCancelled;
import io.medicaledu.notification.api.NotificationEvent.NotificationCreated;
import io.medicaledu.notification.api.NotificationEvent.NotificationNotSent;
import io.medicaledu.notification.api.NotificationEvent.NotificationRead;
import io.medicaledu.notification.api.NotificationEvent.NotificationSent;
import java.util.List;
import java.util.Locale;

/** What events of notifications do to {@code notifications}. */
final class NotificationChanges {

    private NotificationChanges() {}

    static List<RowChange> of(NotificationEvent event) {
        return switch (event) {
            case NotificationCreated e ->
                List.of(notification(e)
                        .set("userId", e.userId())
                        .set("type", e.type())
                        .set("title", e.title())
                        .set("message", e.message())
                        .set("isRead", false)
                        .set("emailSent", false)
                        .set("smsSent", false)
                        .set("pushSent", false)
                        .set("relatedEntityType", e.relatedEntityType())
                        .set("relatedEntityId", e.relatedEntityId())
                        .set("scheduledFor", e.scheduledFor()));
            case NotificationSent e -> List.of(sent(e));
            case NotificationNotSent e -> List.of(notification(e).set("deliveryError", e.channel() + ": " + e.error()));
            case NotificationRead e ->
                List.of(notification(e).set("isRead", true).set("readAt", e.readAt()));
            case NotificationCancelled e -> List.of(notification(e).set("cancelledAt", e.cancelledAt()));
        };
    }

    private static RowChange notification(NotificationEvent event) {
        return new RowChange("Notification", event.notificationId());
    }

    private static RowChange sent(NotificationSent event) {
        String channel = event.channel().name().toLowerCase(Locale.ROOT);
        return notification(event)
                .set("deliveryError", null)
                .set(channel + "Sent", true)
                .set(channel + "SentAt", event.sentAt());
    }
}
