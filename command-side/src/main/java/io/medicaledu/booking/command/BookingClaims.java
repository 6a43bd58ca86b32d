package io.medicaledu.booking.command;

import io.medicaledu.booking.api.BookingEvent.BookingCancelled;
import io.medicaledu.booking.api.BookingEvent.BookingCompleted;
import io.medicaledu.booking.api.BookingEvent.BookingConfirmed;
import io.medicaledu.booking.api.BookingEvent.BookingMarkedNoShow;
import io.medicaledu.booking.api.BookingEvent.BookingRescheduled;
import io.medicaledu.booking.api.BookingEvent.SessionMoved;
import io.medicaledu.shared.Problem;
import io.medicaledu.shared.ProblemCode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Rules over all bookings, as constraints in the database: one active booking for a student and slot, none that overlap,
 * and no more that wait for their payment than are allowed. Written in the transaction of the booking's events.
 */
@Component
@ProcessingGroup("claims")
class BookingClaims {

    private final JdbcClient jdbc;
    private final int mostUnpaid;

    BookingClaims(JdbcClient jdbc, BookingProperties properties) {
        this.jdbc = jdbc;
        this.mostUnpaid = properties.mostUnpaid();
    }

    /** A booking that wants its place. Times are UTC. */
    record Claim(UUID bookingId, UUID studentId, UUID slotId, UUID courseId, Instant start, Instant end) {}

    /** @throws Problem {@code already-booked}, {@code overlapping-booking} */
    void claim(Claim claim) {
        if (!tryClaim(claim)) {
            throw refusal(claim);
        }
    }

    /**
     * As {@link #claim}, for a booking that has to be paid first.
     *
     * @throws Problem {@code too-many-unpaid-bookings}, too
     */
    void claimUnpaid(Claim claim) {
        if (mostUnpaid == 0) {
            claim(claim);
            return;
        }
        // Somebody else may take the number that was free; there are no more of them than this.
        for (int i = 0; i <= mostUnpaid; i++) {
            if (tryClaimUnpaid(claim)) {
                return;
            }
            if (overlaps(claim)) {
                throw refusal(claim);
            }
        }
        throw new Problem(
                ProblemCode.TOO_MANY_UNPAID_BOOKINGS,
                "At most " + mostUnpaid + " bookings can wait for their payment; pay or cancel one of them first");
    }

    private Problem refusal(Claim claim) {
        return holdsSeat(claim)
                ? new Problem(ProblemCode.ALREADY_BOOKED, "The student already holds a booking on this slot")
                : new Problem(ProblemCode.OVERLAPPING_BOOKING, "The student has another booking at this time");
    }

    private boolean tryClaimUnpaid(Claim claim) {
        return insertion("""
                        INSERT INTO command_side.booking_claims
                            (booking_id, student_id, slot_id, course_id, during, unpaid_number)
                        SELECT :booking, :student, :slot, :course, tstzrange(:start, :end), free.number
                        FROM (SELECT min(number) AS number FROM generate_series(1, :most) AS number
                              WHERE number NOT IN (SELECT unpaid_number FROM command_side.booking_claims
                                                   WHERE student_id = :student AND unpaid_number IS NOT NULL)) AS free
                        WHERE free.number IS NOT NULL AND""", claim).param("most", mostUnpaid).update() == 1;
    }

    /**
     * One more claim, unless it overlaps one that the constraint leaves out.
     *
     * @param insert ends where a condition may follow
     */
    private JdbcClient.StatementSpec insertion(String insert, Claim claim) {
        return jdbc.sql(insert + """
                         NOT EXISTS (
                            SELECT 1 FROM command_side.booking_claims
                            WHERE student_id = :student AND may_overlap AND during && tstzrange(:start, :end))
                        ON CONFLICT DO NOTHING""")
                .param("booking", claim.bookingId())
                .param("student", claim.studentId())
                .param("slot", claim.slotId())
                .param("course", claim.courseId())
                .param("start", claim.start().atOffset(ZoneOffset.UTC))
                .param("end", claim.end().atOffset(ZoneOffset.UTC));
    }

    private boolean overlaps(Claim claim) {
        return jdbc.sql("""
                        SELECT EXISTS (SELECT 1 FROM command_side.booking_claims
                                       WHERE student_id = ? AND (slot_id = ? OR during && tstzrange(?, ?)))""")
                .params(
                        claim.studentId(),
                        claim.slotId(),
                        claim.start().atOffset(ZoneOffset.UTC),
                        claim.end().atOffset(ZoneOffset.UTC))
                .query(Boolean.class)
                .single();
    }

    /** False if a rule is against it. */
    boolean tryClaim(Claim claim) {
        return insertion("""
                        INSERT INTO command_side.booking_claims (booking_id, student_id, slot_id, course_id, during)
                        SELECT :booking, :student, :slot, :course, tstzrange(:start, :end)
                        WHERE""", claim).update() == 1;
    }

    private boolean holdsSeat(Claim claim) {
        return jdbc.sql("SELECT count(*) FROM command_side.booking_claims WHERE slot_id = ? AND student_id = ?")
                        .params(claim.slotId(), claim.studentId())
                        .query(Integer.class)
                        .single()
                > 0;
    }

    /** It waits for no payment any more. */
    @EventHandler
    void on(BookingConfirmed event) {
        countNoLonger(event.bookingId());
    }

    void countNoLonger(UUID bookingId) {
        jdbc.sql("""
                        UPDATE command_side.booking_claims SET unpaid_number = NULL
                        WHERE booking_id = ? AND unpaid_number IS NOT NULL""").param(bookingId).update();
    }

    /** What the school has moved onto another session of the student stays booked; the student decides. */
    @EventHandler
    void on(SessionMoved event) {
        try {
            jdbc.sql("""
                            UPDATE command_side.booking_claims AS moved SET during = tstzrange(:start, :end),
                                may_overlap = EXISTS (SELECT 1 FROM command_side.booking_claims AS other
                                    WHERE other.student_id = moved.student_id AND other.booking_id <> moved.booking_id
                                      AND other.during && tstzrange(:start, :end))
                            WHERE booking_id = :booking""")
                    .param("start", event.sessionStart().atOffset(ZoneOffset.UTC))
                    .param("end", event.sessionEnd().atOffset(ZoneOffset.UTC))
                    .param("booking", event.bookingId())
                    .update();
        } catch (DataIntegrityViolationException e) {
            // The student has just booked something else at this time; the next attempt sees it.
            throw new CannotAcquireLockException("A session was moved onto one that is being booked", e);
        }
    }

    @EventHandler
    void on(BookingCancelled event) {
        giveUp(event.bookingId());
    }

    @EventHandler
    void on(BookingRescheduled event) {
        giveUp(event.bookingId());
    }

    @EventHandler
    void on(BookingCompleted event) {
        giveUp(event.bookingId());
    }

    @EventHandler
    void on(BookingMarkedNoShow event) {
        giveUp(event.bookingId());
    }

    private void giveUp(UUID bookingId) {
        jdbc.sql("DELETE FROM command_side.booking_claims WHERE booking_id = ?")
                .param(bookingId)
                .update();
    }

    /** Bookings that nobody has marked, of sessions that ended before the given time; the oldest first. */
    List<UUID> endedBefore(Instant end, int limit) {
        return jdbc.sql("""
                        SELECT booking_id FROM command_side.booking_claims WHERE upper(during) < ?
                        ORDER BY upper(during) LIMIT ?""")
                .params(end.atOffset(ZoneOffset.UTC), limit)
                .query(UUID.class)
                .list();
    }

    /** The student's bookings of sessions that start after the given time. */
    List<UUID> upcoming(UUID studentId, Instant after) {
        return jdbc.sql("""
                        SELECT booking_id FROM command_side.booking_claims
                        WHERE student_id = ? AND lower(during) > ?""")
                .params(studentId, after.atOffset(ZoneOffset.UTC))
                .query(UUID.class)
                .list();
    }
}
