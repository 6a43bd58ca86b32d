package io.medicaledu.notification.delivery;

import io.medicaledu.identity.api.Channel;
import io.medicaledu.kernel.calendar.CalendarEntry;
import io.medicaledu.notification.api.NotificationType;
import io.medicaledu.shared.command.StoredJson;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What is due. A claim is a lease: while one worker has it no other node takes it; after a crash it comes up again. */
@Component
class Deliveries {

    private static final Duration LEASE = Duration.ofMinutes(2);

    private final JdbcClient jdbc;
    private final Clock clock;

    Deliveries(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    List<Delivery> claim(int limit) {
        Instant now = clock.instant();
        return jdbc.sql("""
                        WITH due AS MATERIALIZED (
                            SELECT notification_id, channel FROM command_side.notification_deliveries
                            WHERE NOT parked AND next_attempt_at <= :now
                            ORDER BY next_attempt_at LIMIT :limit FOR UPDATE SKIP LOCKED)
                        UPDATE command_side.notification_deliveries AS delivery
                        SET attempts = attempts + 1, next_attempt_at = :lease
                        FROM due
                        WHERE delivery.notification_id = due.notification_id AND delivery.channel = due.channel
                        RETURNING delivery.*""")
                .param("lease", now.plus(LEASE).atOffset(ZoneOffset.UTC))
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("limit", limit)
                .query((row, index) -> new Delivery(
                        row.getObject("notification_id", UUID.class),
                        Channel.valueOf(row.getString("channel")),
                        row.getObject("user_id", UUID.class),
                        NotificationType.valueOf(row.getString("type")),
                        row.getString("title"),
                        row.getString("message"),
                        row.getInt("attempts"),
                        entry(row.getString("calendar_entry"))))
                .list();
    }

    private static @Nullable CalendarEntry entry(@Nullable String json) {
        return json == null ? null : StoredJson.MAPPER.readValue(json, CalendarEntry.class);
    }

    /**
     * Takes the lease anew, right before it is sent: whoever worked longer than the lease on those before it may have
     * lost it to another node, and what was cancelled meanwhile is gone.
     *
     * @return false if it is no longer ours
     */
    boolean renew(Delivery delivery) {
        Instant now = clock.instant();
        return jdbc.sql("""
                        UPDATE command_side.notification_deliveries SET next_attempt_at = ?
                        WHERE notification_id = ? AND channel = ? AND attempts = ? AND next_attempt_at > ?
                          AND NOT parked""")
                        .params(
                                now.plus(LEASE).atOffset(ZoneOffset.UTC),
                                delivery.notificationId(),
                                delivery.channel().name(),
                                delivery.attempts(),
                                now.atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    void retryAfter(Delivery delivery, Duration pause) {
        jdbc.sql("""
                        UPDATE command_side.notification_deliveries SET next_attempt_at = ?
                        WHERE notification_id = ? AND channel = ?""")
                .params(
                        clock.instant().plus(pause).atOffset(ZoneOffset.UTC),
                        delivery.notificationId(),
                        delivery.channel().name())
                .update();
    }

    /** The user is gone, or does not want it by this channel any more. */
    void remove(Delivery delivery) {
        jdbc.sql("DELETE FROM command_side.notification_deliveries WHERE notification_id = ? AND channel = ?")
                .params(delivery.notificationId(), delivery.channel().name())
                .update();
    }
}
