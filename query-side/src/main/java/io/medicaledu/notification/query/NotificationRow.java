package io.medicaledu.notification.query;

import io.medicaledu.notification.api.NotificationEvent.NotificationCreated;
import io.medicaledu.shared.query.RowTable;
import io.medicaledu.shared.query.RowTable.Column;
import io.medicaledu.shared.query.Rows;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A row of {@code notifications}. */
@SuppressWarnings("NullAway.Init") // filled field by field
class NotificationRow {

    UUID id;

    UUID userId;
    short type;
    String title;
    String message;
    boolean isRead;

    @Nullable
    Instant readAt;

    boolean emailSent;

    @Nullable
    Instant emailSentAt;

    boolean smsSent;

    @Nullable
    Instant smsSentAt;

    boolean pushSent;

    @Nullable
    Instant pushSentAt;

    @Nullable
    String deliveryError;

    @Nullable
    String relatedEntityType;

    @Nullable
    UUID relatedEntityId;

    @Nullable
    Instant scheduledFor;

    @Nullable
    Instant cancelledAt;

    Instant createdAt;
    Instant updatedAt;
    long version;

    private NotificationRow(UUID id, Instant createdAt) {
        this.id = id;
        this.createdAt = createdAt;
    }

    static NotificationRow of(NotificationCreated event, Instant at, long version) {
        NotificationRow row = new NotificationRow(event.notificationId(), at);
        row.userId = event.userId();
        row.type = (short) event.type().ordinal();
        row.title = event.title();
        row.message = event.message();
        row.relatedEntityType = event.relatedEntityType();
        row.relatedEntityId = event.relatedEntityId();
        row.scheduledFor = event.scheduledFor();
        row.updatedAt = at;
        row.version = version;
        return row;
    }

    /** The table as its projection writes it. */
    static RowTable<NotificationRow> table(JdbcClient jdbc) {
        return new RowTable<>(
                jdbc,
                "read_model.notifications",
                it -> it.id,
                NotificationRow::read,
                List.of(
                        new Column<>("id", "uuid", it -> it.id),
                        new Column<>("user_id", "uuid", it -> it.userId),
                        new Column<>("type", "smallint", it -> it.type),
                        new Column<>("title", "text", it -> it.title),
                        new Column<>("message", "text", it -> it.message),
                        new Column<>("is_read", "boolean", it -> it.isRead),
                        new Column<>("read_at", "timestamptz", it -> it.readAt),
                        new Column<>("email_sent", "boolean", it -> it.emailSent),
                        new Column<>("email_sent_at", "timestamptz", it -> it.emailSentAt),
                        new Column<>("sms_sent", "boolean", it -> it.smsSent),
                        new Column<>("sms_sent_at", "timestamptz", it -> it.smsSentAt),
                        new Column<>("push_sent", "boolean", it -> it.pushSent),
                        new Column<>("push_sent_at", "timestamptz", it -> it.pushSentAt),
                        new Column<>("delivery_error", "text", it -> it.deliveryError),
                        new Column<>("related_entity_type", "text", it -> it.relatedEntityType),
                        new Column<>("related_entity_id", "uuid", it -> it.relatedEntityId),
                        new Column<>("scheduled_for", "timestamptz", it -> it.scheduledFor),
                        new Column<>("cancelled_at", "timestamptz", it -> it.cancelledAt),
                        new Column<>("created_at", "timestamptz", it -> it.createdAt),
                        new Column<>("updated_at", "timestamptz", it -> it.updatedAt),
                        new Column<>("version", "bigint", it -> it.version)));
    }

    private static NotificationRow read(ResultSet row, int index) throws SQLException {
        NotificationRow it = new NotificationRow(row.getObject("id", UUID.class), Rows.instant(row, "created_at"));
        it.userId = row.getObject("user_id", UUID.class);
        it.type = row.getShort("type");
        it.title = row.getString("title");
        it.message = row.getString("message");
        it.isRead = row.getBoolean("is_read");
        it.readAt = Rows.instantOrNull(row, "read_at");
        it.emailSent = row.getBoolean("email_sent");
        it.emailSentAt = Rows.instantOrNull(row, "email_sent_at");
        it.smsSent = row.getBoolean("sms_sent");
        it.smsSentAt = Rows.instantOrNull(row, "sms_sent_at");
        it.pushSent = row.getBoolean("push_sent");
        it.pushSentAt = Rows.instantOrNull(row, "push_sent_at");
        it.deliveryError = row.getString("delivery_error");
        it.relatedEntityType = row.getString("related_entity_type");
        it.relatedEntityId = row.getObject("related_entity_id", UUID.class);
        it.scheduledFor = Rows.instantOrNull(row, "scheduled_for");
        it.cancelledAt = Rows.instantOrNull(row, "cancelled_at");
        it.updatedAt = Rows.instant(row, "updated_at");
        it.version = row.getLong("version");
        return it;
    }
}
