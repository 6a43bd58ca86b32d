package io.medicaledu.notification.command;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Keeps a popular session from filling its instructor's mailbox: the first few changes of its bookings are told at once,
 * what follows within the interval together, at its end. Shortly before the session the interval is shorter.
 */
@Component
class SessionDigests {

    private static final int AT_ONCE = 3;
    private static final int NEAR = 2;
    private static final int SHORTER = 6;

    private final JdbcClient jdbc;
    private final Duration interval;
    private final Clock clock;

    SessionDigests(JdbcClient jdbc, DigestProperties properties, Clock clock) {
        this.jdbc = jdbc;
        this.interval = properties.digestInterval();
        this.clock = clock;
    }

    /**
     * How a change is told.
     *
     * @param atOnce whether it is told by itself
     * @param digest when the digest that it opens is told; empty if it goes into one that is open, or is told by itself
     */
    record Telling(boolean atOnce, Optional<Instant> digest) {}

    /** Adds a change of the bookings of a session that begins at the given time. */
    Telling add(UUID slotId, UUID instructorId, Instant start) {
        Instant now = clock.instant();
        boolean isNear = now.plus(interval.multipliedBy(NEAR)).isAfter(start);
        return jdbc.sql("""
                        INSERT INTO command_side.session_digests AS old (slot_id, instructor_id, until, number)
                        VALUES (:slot, :instructor, :until, 1)
                        ON CONFLICT (slot_id, instructor_id) DO UPDATE SET
                            until = CASE WHEN old.until <= :now THEN :until ELSE old.until END,
                            number = CASE WHEN old.until <= :now THEN 1 ELSE old.number + 1 END
                        RETURNING until, number""")
                .param("slot", slotId)
                .param("instructor", instructorId)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param(
                        "until",
                        now.plus(isNear ? interval.dividedBy(SHORTER) : interval)
                                .atOffset(ZoneOffset.UTC))
                .query((row, index) -> telling(
                        row.getInt("number"),
                        row.getObject("until", OffsetDateTime.class).toInstant()))
                .single();
    }

    private static Telling telling(int number, Instant until) {
        return new Telling(number <= AT_ONCE, number == AT_ONCE + 1 ? Optional.of(until) : Optional.empty());
    }
}
