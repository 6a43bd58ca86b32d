package io.medicaledu.notification.command;

import io.medicaledu.notification.command.NewNotifications.Scheduled;
import io.medicaledu.shared.command.Aggregates;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.axonframework.modelling.command.Repository;
import org.springframework.stereotype.Component;

/** Notifications whose time has not come: what they are about may change before. */
@Component
class ScheduledNotifications {

    private final NotificationTable table;
    private final Repository<Notification> notifications;
    private final Clock clock;

    ScheduledNotifications(NotificationTable table, Repository<Notification> notificationRepository, Clock clock) {
        this.table = table;
        this.notifications = notificationRepository;
        this.clock = clock;
    }

    /** Those of the booking or slot. */
    List<Scheduled> of(UUID relatedId) {
        return table.scheduled(relatedId);
    }

    void cancel(Scheduled notification) {
        Aggregates.load(notifications, notification.notificationId(), "notification")
                .execute(it -> it.cancel(clock.instant()));
    }

    void cancelAllOf(UUID relatedId) {
        of(relatedId).forEach(this::cancel);
    }
}
