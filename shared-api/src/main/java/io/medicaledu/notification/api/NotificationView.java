package io.medicaledu.notification.api;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A notification, as its user sees it (seed: Notifications table).
 *
 * @param deliveryError why a channel could not take it the last time; null if all did
 */
public record NotificationView(
        UUID notificationId,
        NotificationType type,
        String title,
        String message,
        boolean isRead,
        @Nullable Instant readAt,
        boolean emailSent,
        boolean smsSent,
        boolean pushSent,
        @Nullable String deliveryError,
        @Nullable String relatedEntityType,
        @Nullable UUID relatedEntityId,
        @Nullable Instant scheduledFor,
        Instant createdAt) {}
