package io.medicaledu.notification.api;

import io.medicaledu.identity.api.Channel;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/** What can happen to a notification. */
public sealed interface NotificationEvent {

    UUID notificationId();

    /**
     * @param title in the user's language
     * @param message in the user's language and time zone; never holds a token
     * @param channels by which it goes out
     * @param scheduledFor null means at once
     */
    @Revision("1")
    record NotificationCreated(
            UUID notificationId,
            UUID userId,
            NotificationType type,
            String title,
            String message,
            @Nullable String relatedEntityType,
            @Nullable UUID relatedEntityId,
            Set<Channel> channels,
            @Nullable Instant scheduledFor)
            implements NotificationEvent {}

    @Revision("1")
    record NotificationSent(UUID notificationId, Channel channel, Instant sentAt) implements NotificationEvent {}

    /** @param isFinal whether it will not be tried again */
    @Revision("1")
    record NotificationNotSent(UUID notificationId, Channel channel, int attempts, String error, boolean isFinal)
            implements NotificationEvent {}

    @Revision("1")
    record NotificationRead(UUID notificationId, Instant readAt) implements NotificationEvent {}

    /** It was scheduled, and its reason is gone. */
    @Revision("1")
    record NotificationCancelled(UUID notificationId, Instant cancelledAt) implements NotificationEvent {}
}
