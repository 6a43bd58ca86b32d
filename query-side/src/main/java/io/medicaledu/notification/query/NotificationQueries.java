package io.medicaledu.notification.query;

import io.medicaledu.notification.api.NotificationQuery.FindNotifications;
import io.medicaledu.notification.api.NotificationType;
import io.medicaledu.notification.api.NotificationView;
import io.medicaledu.shared.Page;
import io.medicaledu.shared.query.Cursor;
import io.medicaledu.shared.query.ListQuery;
import io.medicaledu.shared.query.Rows;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.axonframework.queryhandling.QueryHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Answers queries about notifications. What is scheduled is there from its time on, unless it was cancelled. */
@Component
class NotificationQueries {

    private static final Duration STREAM_WINDOW = Duration.ofMinutes(10);

    private final JdbcClient jdbc;
    private final Clock clock;

    NotificationQueries(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @QueryHandler
    Page<NotificationView> handle(FindNotifications query) {
        ListQuery list = ListQuery.newestFirst("SELECT * FROM read_model.notifications", "due_at")
                .where("user_id = :user", "user", query.userId())
                .where("due_at <= :now", "now", clock.instant())
                .where("cancelled_at IS NULL");
        if (query.onlyUnread()) {
            list.where("NOT is_read");
        }
        return list.page(
                jdbc,
                query.page(),
                NotificationQueries::notification,
                each -> new Cursor(dueAt(each), each.notificationId()));
    }

    /** A notification and whose it is. */
    record Addressed(UUID userId, NotificationView notification) {}

    /** What has come up for the users in the last minutes, the oldest first. */
    List<Addressed> recent(Set<UUID> users) {
        Instant now = clock.instant();
        return jdbc.sql("""
                        SELECT * FROM read_model.notifications
                        WHERE user_id IN (:users) AND cancelled_at IS NULL
                          AND due_at BETWEEN :from AND :now
                        ORDER BY due_at, id""")
                .param("users", users)
                .param("from", Rows.utc(now.minus(STREAM_WINDOW)))
                .param("now", Rows.utc(now))
                .query((row, index) -> new Addressed(Rows.uuid(row, "user_id"), notification(row, index)))
                .list();
    }

    private static Instant dueAt(NotificationView notification) {
        Instant scheduledFor = notification.scheduledFor();
        return scheduledFor == null ? notification.createdAt() : scheduledFor;
    }

    private static NotificationView notification(ResultSet row, int index) throws SQLException {
        return new NotificationView(
                Rows.uuid(row, "id"),
                Rows.code(row, "type", NotificationType.class),
                row.getString("title"),
                row.getString("message"),
                row.getBoolean("is_read"),
                Rows.instantOrNull(row, "read_at"),
                row.getBoolean("email_sent"),
                row.getBoolean("sms_sent"),
                row.getBoolean("push_sent"),
                row.getString("delivery_error"),
                row.getString("related_entity_type"),
                row.getObject("related_entity_id", UUID.class),
                Rows.instantOrNull(row, "scheduled_for"),
                Rows.instant(row, "created_at"));
    }
}
