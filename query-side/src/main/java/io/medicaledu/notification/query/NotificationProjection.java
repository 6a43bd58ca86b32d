package io.medicaledu.notification.query;

import io.medicaledu.notification.api.NotificationEvent.NotificationCancelled;
import io.medicaledu.notification.api.NotificationEvent.NotificationCreated;
import io.medicaledu.notification.api.NotificationEvent.NotificationNotSent;
import io.medicaledu.notification.api.NotificationEvent.NotificationRead;
import io.medicaledu.notification.api.NotificationEvent.NotificationSent;
import io.medicaledu.shared.query.BatchInsert;
import io.medicaledu.shared.query.Rows;
import jakarta.validation.constraints.Email;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.ResetHandler;
import org.axonframework.eventhandling.SequenceNumber;
import org.axonframework.eventhandling.Timestamp;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Keeps {@code notifications}. */
@Component
@ProcessingGroup("notifications")
class NotificationProjection {

    private final JdbcClient jdbc;
    private final BatchInsert created;

    NotificationProjection(JdbcClient jdbc) {
        this.jdbc = jdbc;
        this.created = new BatchInsert(
                jdbc,
                "read_model.notifications",
                List.of(
                        "id uuid",
                        "user_id uuid",
                        "type smallint",
                        "title text",
                        "message text",
                        "related_entity_type text",
                        "related_entity_id uuid",
                        "scheduled_for timestamptz",
                        "created_at timestamptz",
                        "updated_at timestamptz",
                        "version bigint"),
                "");
    }

    @EventHandler
    void on(NotificationCreated event, @Timestamp Instant at, @SequenceNumber long version) {
        created.add(
                event.notificationId(),
                event.userId(),
                event.type().ordinal(),
                event.title(),
                event.message(),
                event.relatedEntityType(),
                event.relatedEntityId(),
                event.scheduledFor(),
                at,
                at,
                version);
    }

    @EventHandler
    void on(NotificationSent event, @Timestamp Instant at, @SequenceNumber long version) {
        String column = switch (event.channel()) {
            case Email -> "email";
            case Sms -> "sms";
            case Push -> "push";
            case InApp -> throw new IllegalArgumentException("In-app notifications are not sent");
        };
        change(
                event.notificationId(),
                column + "_sent = true, " + column + "_sent_at = ?, delivery_error = NULL",
                Rows.utc(event.sentAt()),
                at,
                version);
    }

    @EventHandler
    void on(NotificationNotSent event, @Timestamp Instant at, @SequenceNumber long version) {
        change(event.notificationId(), "delivery_error = ?", event.channel() + ": " + event.error(), at, version);
    }

    @EventHandler
    void on(NotificationRead event, @Timestamp Instant at, @SequenceNumber long version) {
        change(event.notificationId(), "is_read = true, read_at = ?", Rows.utc(event.readAt()), at, version);
    }

    @EventHandler
    void on(NotificationCancelled event, @Timestamp Instant at, @SequenceNumber long version) {
        change(event.notificationId(), "cancelled_at = ?", Rows.utc(event.cancelledAt()), at, version);
    }

    private void change(UUID id, String assignments, Object value, Instant at, long version) {
        created.flush();
        jdbc.sql("UPDATE read_model.notifications SET " + assignments + ", updated_at = ?, version = ? WHERE id = ?")
                .params(value, Rows.utc(at), version, id)
                .update();
    }

    @ResetHandler
    void reset() {
        jdbc.sql("TRUNCATE read_model.notifications").update();
    }
}
