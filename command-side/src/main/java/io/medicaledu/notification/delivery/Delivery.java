package io.medicaledu.notification.delivery;

import io.medicaledu.identity.api.Channel;
import io.medicaledu.kernel.calendar.CalendarEntry;
import io.medicaledu.notification.api.NotificationType;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A notification that is due on a channel.
 *
 * @param calendarEntry what an e-mail adds to the reader's calendar; null if nothing
 */
record Delivery(
        UUID notificationId,
        Channel channel,
        UUID userId,
        NotificationType type,
        String title,
        String message,
        int attempts,
        @Nullable CalendarEntry calendarEntry) {}
