package io.medicaledu.notification.command;

import io.medicaledu.identity.api.Channel;
import io.medicaledu.notification.api.NotificationEvent.NotificationCancelled;
import io.medicaledu.notification.api.NotificationEvent.NotificationNotSent;
import io.medicaledu.notification.api.NotificationEvent.NotificationRead;
import io.medicaledu.notification.api.NotificationEvent.NotificationSent;
import io.medicaledu.notification.command.NewNotifications.Scheduled;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
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

    private final NewNotifications fresh;
    private final JdbcClient jdbc;
    private final Clock clock;

    NotificationTable(NewNotifications fresh, JdbcClient jdbc, Clock clock) {
        this.fresh = fresh;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Those of the ids that there are already. */
    Set<UUID> existing(Collection<UUID> ids) {
        Set<UUID> existing = new HashSet<>(jdbc.sql(
                        "SELECT notification_id FROM command_side.notifications WHERE notification_id = ANY (?::uuid[])")
                .param(ids.toArray(UUID[]::new))
                .query(UUID.class)
                .list());
        ids.stream().filter(fresh::contains).forEach(existing::add);
        return existing;
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

    /** Those of the booking or slot whose time has not come. */
    List<Scheduled> scheduled(UUID relatedId) {
        List<Scheduled> scheduled = new ArrayList<>(fresh.scheduled(relatedId));
        scheduled.addAll(jdbc.sql("""
                        SELECT notification_id, content_key FROM command_side.notifications
                        WHERE related_entity_id = ? AND scheduled_for > ? AND NOT done""")
                .params(relatedId, clock.instant().atOffset(ZoneOffset.UTC))
                .query((row, index) ->
                        new Scheduled(row.getObject("notification_id", UUID.class), row.getString("content_key")))
                .list());
        return scheduled;
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
        if (fresh.cancel(event.notificationId())) {
            return;
        }
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
