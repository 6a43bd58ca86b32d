package io.medicaledu.notification.query;

import io.medicaledu.notification.api.NotificationEvent.NotificationCancelled;
import io.medicaledu.notification.api.NotificationEvent.NotificationCreated;
import io.medicaledu.notification.api.NotificationEvent.NotificationNotSent;
import io.medicaledu.notification.api.NotificationEvent.NotificationRead;
import io.medicaledu.notification.api.NotificationEvent.NotificationSent;
import io.medicaledu.shared.query.RowTable;
import jakarta.validation.constraints.Email;
import java.time.Instant;
import java.util.UUID;
import java.util.function.Consumer;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.SequenceNumber;
import org.axonframework.eventhandling.Timestamp;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Keeps {@code notifications}. */
@Component
@ProcessingGroup("notifications")
class NotificationProjection {

    private final RowTable<NotificationRow> notifications;

    NotificationProjection(JdbcClient jdbc) {
        this.notifications = NotificationRow.table(jdbc);
    }

    @EventHandler
    void on(NotificationCreated event, @Timestamp Instant at, @SequenceNumber long version) {
        notifications.insert(NotificationRow.of(event, at, version));
    }

    @EventHandler
    void on(NotificationSent event, @Timestamp Instant at, @SequenceNumber long version) {
        change(event.notificationId(), at, version, row -> {
            row.deliveryError = null;
            switch (event.channel()) {
                case Email -> {
                    row.emailSent = true;
                    row.emailSentAt = event.sentAt();
                }
                case Sms -> {
                    row.smsSent = true;
                    row.smsSentAt = event.sentAt();
                }
                case Push -> {
                    row.pushSent = true;
                    row.pushSentAt = event.sentAt();
                }
                case InApp -> throw new IllegalArgumentException("In-app notifications are not sent");
            }
        });
    }

    @EventHandler
    void on(NotificationNotSent event, @Timestamp Instant at, @SequenceNumber long version) {
        change(event.notificationId(), at, version, row -> row.deliveryError = event.channel() + ": " + event.error());
    }

    @EventHandler
    void on(NotificationRead event, @Timestamp Instant at, @SequenceNumber long version) {
        change(event.notificationId(), at, version, row -> {
            row.isRead = true;
            row.readAt = event.readAt();
        });
    }

    @EventHandler
    void on(NotificationCancelled event, @Timestamp Instant at, @SequenceNumber long version) {
        change(event.notificationId(), at, version, row -> row.cancelledAt = event.cancelledAt());
    }

    private void change(UUID id, Instant at, long version, Consumer<NotificationRow> change) {
        notifications.change(id, row -> {
            change.accept(row);
            row.updatedAt = at;
            row.version = version;
        });
    }
}
