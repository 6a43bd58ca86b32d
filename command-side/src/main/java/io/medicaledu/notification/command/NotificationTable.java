package io.medicaledu.notification.command;

import io.medicaledu.identity.api.Channel;
import io.medicaledu.notification.api.NotificationEvent.NotificationCancelled;
import io.medicaledu.notification.api.NotificationEvent.NotificationCreated;
import io.medicaledu.notification.api.NotificationEvent.NotificationNotSent;
import io.medicaledu.notification.api.NotificationEvent.NotificationRead;
import io.medicaledu.notification.api.NotificationEvent.NotificationSent;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Which notifications there are and which are still on their way, written in the transaction of their events: a user is
 * told once of each cause, and each channel is used once.
 */
@Component
@ProcessingGroup("claims")
class NotificationTable {

    /** How many are marked as read in one transaction. */
    static final int MOST_UNREAD = 500;

    private final JdbcClient jdbc;
    private final Clock clock;

    NotificationTable(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    boolean exists(UUID notificationId) {
        return jdbc.sql("SELECT 1 FROM command_side.notifications WHERE notification_id = ?")
                .param(notificationId)
                .query(Integer.class)
                .optional()
                .isPresent();
    }

    /** Some of those that the user can see: what is scheduled for later is not among them. */
    List<UUID> unread(UUID userId) {
        return jdbc.sql("""
                        SELECT notification_id FROM command_side.notifications
                        WHERE user_id = ? AND NOT done AND (scheduled_for IS NULL OR scheduled_for <= ?) LIMIT ?""")
                .params(userId, clock.instant().atOffset(ZoneOffset.UTC), MOST_UNREAD)
                .query(UUID.class)
                .list();
    }

    /** Those of the booking whose time has not come. */
    List<UUID> scheduled(UUID bookingId) {
        return jdbc.sql("""
                        SELECT notification_id FROM command_side.notifications
                        WHERE related_entity_id = ? AND scheduled_for > ? AND NOT done""")
                .params(bookingId, clock.instant().atOffset(ZoneOffset.UTC))
                .query(UUID.class)
                .list();
    }

    @EventHandler
    void on(NotificationCreated event) {
        Instant due = event.scheduledFor() == null ? clock.instant() : event.scheduledFor();
        jdbc.sql("""
                        INSERT INTO command_side.notifications
                            (notification_id, user_id, related_entity_id, scheduled_for)
                        VALUES (?, ?, ?, ?)""")
                .params(Arrays.asList(
                        event.notificationId(),
                        event.userId(),
                        event.relatedEntityId(),
                        event.scheduledFor() == null
                                ? null
                                : event.scheduledFor().atOffset(ZoneOffset.UTC)))
                .update();
        for (Channel channel : event.channels()) {
            if (channel != Channel.InApp) {
                jdbc.sql("""
                                INSERT INTO command_side.notification_deliveries
                                    (notification_id, channel, user_id, type, title, message, next_attempt_at)
                                VALUES (?, ?, ?, ?, ?, ?, ?)""")
                        .params(
                                event.notificationId(),
                                channel.name(),
                                event.userId(),
                                event.type().name(),
                                event.title(),
                                event.message(),
                                due.atOffset(ZoneOffset.UTC))
                        .update();
            }
        }
    }

    @EventHandler
    void on(NotificationSent event) {
        removeDelivery(event.notificationId(), event.channel());
    }

    /** The last failure keeps the row, parked, for the admin to see. */
    @EventHandler
    void on(NotificationNotSent event) {
        jdbc.sql("""
                        UPDATE command_side.notification_deliveries SET parked = ?, last_error = ?
                        WHERE notification_id = ? AND channel = ?""")
                .params(
                        event.isFinal(),
                        event.error(),
                        event.notificationId(),
                        event.channel().name())
                .update();
    }

    private void removeDelivery(UUID notificationId, Channel channel) {
        jdbc.sql("DELETE FROM command_side.notification_deliveries WHERE notification_id = ? AND channel = ?")
                .params(notificationId, channel.name())
                .update();
    }

    @EventHandler
    void on(NotificationRead event) {
        finish(event.notificationId());
    }

    @EventHandler
    void on(NotificationCancelled event) {
        finish(event.notificationId());
        jdbc.sql("DELETE FROM command_side.notification_deliveries WHERE notification_id = ?")
                .param(event.notificationId())
                .update();
    }

    private void finish(UUID notificationId) {
        jdbc.sql("UPDATE command_side.notifications SET done = true WHERE notification_id = ?")
                .param(notificationId)
                .update();
    }
}
