package io.medicaledu.notification.api;

import io.medicaledu.identity.api.Channel;
import io.medicaledu.shared.PersonalData;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/** What can happen to a notification. */
public sealed interface NotificationEvent {

    /** The notification. */
    UUID notificationId();

    /**
     * A user is told something.
     *
     * @param type what it is about
     * @param title in the user's language
     * @param message in the user's language and time zone; never holds a token
     * @param relatedEntityType kind of what it is about, e.g. {@code Booking}; null if nothing
     * @param relatedEntityId what it is about; null if nothing
     * @param channels by which it goes out
     * @param scheduledFor null means at once
     */
    @Revision("1")
    record NotificationCreated(
            UUID notificationId,
            UUID userId,
            NotificationType type,
            @PersonalData String title,
            @PersonalData String message,
            @Nullable String relatedEntityType,
            @Nullable UUID relatedEntityId,
            Set<Channel> channels,
            @Nullable Instant scheduledFor)
            implements NotificationEvent {}

    /**
     * The notification went out by one of its channels.
     *
     * @param channel by which it went out
     * @param sentAt when
     */
    @Revision("1")
    record NotificationSent(UUID notificationId, Channel channel, Instant sentAt) implements NotificationEvent {}

    /**
     * The notification could not go out by one of its channels.
     *
     * @param channel by which it did not go out
     * @param attempts so far, this one included
     * @param error what the service has said
     * @param isFinal whether it will not be tried again
     */
    @Revision("1")
    record NotificationNotSent(UUID notificationId, Channel channel, int attempts, String error, boolean isFinal)
            implements NotificationEvent {}

    /**
     * The user has read the notification.
     *
     * @param readAt when
     */
    @Revision("1")
    record NotificationRead(UUID notificationId, Instant readAt) implements NotificationEvent {}

    /**
     * It was scheduled, and its reason is gone.
     *
     * @param cancelledAt when
     */
    @Revision("1")
    record NotificationCancelled(UUID notificationId, Instant cancelledAt) implements NotificationEvent {}
}
