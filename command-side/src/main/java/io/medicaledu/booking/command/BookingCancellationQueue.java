package io.medicaledu.booking.command;

import io.medicaledu.shared.command.RequestContext;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The table of bookings that have to end because their slot was cancelled, in the order in which they were booked. A
 * claimed row is leased: if the process dies, it comes up again.
 */
@Component
class BookingCancellationQueue {

    private static final Duration LEASE = Duration.ofSeconds(30);

    private final JdbcClient jdbc;
    private final Clock clock;

    BookingCancellationQueue(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** @param attempts how often it was tried, this time included */
    record Claimed(UUID bookingId, long ordinal, int attempts, RequestContext.Cause cause) {}

    /** Takes part in the caller's transaction; what is queued already stays as it is. */
    void add(UUID slotId, List<UUID> bookingIds, RequestContext.Cause cause) {
        jdbc.sql("""
                        INSERT INTO command_side.booking_cancellations
                            (booking_id, slot_id, correlation_id, causation_id, request_id, initiator, next_attempt_at)
                        SELECT booking_id, ?, ?, ?, ?, ?, ?
                        FROM unnest(CAST(? AS uuid[])) WITH ORDINALITY AS booking (booking_id, place)
                        ORDER BY place
                        ON CONFLICT (booking_id) DO NOTHING""")
                .params(Arrays.asList(
                        slotId,
                        cause.correlationId(),
                        cause.causationId(),
                        cause.requestId(),
                        cause.initiator(),
                        now(),
                        arrayOf(bookingIds)))
                .update();
    }

    private static String arrayOf(List<UUID> ids) {
        return "{" + String.join(",", ids.stream().map(UUID::toString).toList()) + "}";
    }

    /** Leases those that come next. */
    List<Claimed> claim(int limit) {
        OffsetDateTime now = now();
        List<Claimed> claimed = new ArrayList<>(jdbc.sql("""
                        UPDATE command_side.booking_cancellations SET next_attempt_at = ?, attempts = attempts + 1
                        WHERE booking_id = ANY (ARRAY(
                            SELECT booking_id FROM command_side.booking_cancellations WHERE next_attempt_at <= ?
                            ORDER BY next_attempt_at, ordinal LIMIT ? FOR UPDATE SKIP LOCKED))
                        RETURNING *""")
                .params(now.plus(LEASE), now, limit)
                .query((row, index) -> new Claimed(
                        row.getObject("booking_id", UUID.class),
                        row.getLong("ordinal"),
                        row.getInt("attempts"),
                        new RequestContext.Cause(
                                row.getString("correlation_id"),
                                row.getString("causation_id"),
                                row.getString("request_id"),
                                row.getString("initiator"))))
                .list());
        claimed.sort(Comparator.comparingLong(Claimed::ordinal));
        return claimed;
    }

    /** The booking has ended. */
    void remove(UUID bookingId) {
        jdbc.sql("DELETE FROM command_side.booking_cancellations WHERE booking_id = ?")
                .param(bookingId)
                .update();
    }

    void retryLater(UUID bookingId, Duration delay, String error) {
        jdbc.sql("""
                        UPDATE command_side.booking_cancellations SET next_attempt_at = ?, last_error = ?
                        WHERE booking_id = ?""").params(now().plus(delay), error, bookingId).update();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
