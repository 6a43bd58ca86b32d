package io.medicaledu.notification.delivery;

import io.medicaledu.identity.api.Channel;
import io.medicaledu.notification.api.NotificationType;
import java.util.UUID;

/** A notification that is due on a channel. */
record Delivery(
        UUID notificationId,
        Channel channel,
        UUID userId,
        NotificationType type,
        String title,
        String message,
        int attempts) {}
