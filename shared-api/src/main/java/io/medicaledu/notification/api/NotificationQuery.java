package io.medicaledu.notification.api;

import io.medicaledu.shared.PageRequest;
import java.util.UUID;

/** What can be known of notifications: by their user. */
public sealed interface NotificationQuery {

    /** Answers a page of {@link NotificationView}, newest first; what is scheduled for later is not there yet. */
    record FindNotifications(UUID userId, boolean onlyUnread, PageRequest page) implements NotificationQuery {}
}
