package io.medicaledu.booking.command;

import io.medicaledu.booking.api.BookingEvent.BookingCancelled;
import io.medicaledu.catalog.command.CourseTerms;
import io.medicaledu.catalog.command.CourseTermsTable;
import io.medicaledu.shared.Problem;
import io.medicaledu.shared.ProblemCode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Rules over all bookings, as constraints in the database: one active booking for a student and slot, none that overlap,
 * and no more students on a course than it takes. Written in the transaction of the booking's events.
 */
@Component
@ProcessingGroup("claims")
class BookingClaims {

    private final JdbcClient jdbc;
    private final CourseTermsTable courses;

    BookingClaims(JdbcClient jdbc, CourseTermsTable courses) {
        this.jdbc = jdbc;
        this.courses = courses;
    }

    /** A booking that wants its place. Times are UTC. */
    record Claim(UUID bookingId, UUID studentId, UUID slotId, UUID courseId, Instant start, Instant end) {}

    /** @throws Problem {@code already-booked}, {@code overlapping-booking} */
    void claim(Claim claim) {
        if (!tryClaim(claim)) {
            throw holdsSeat(claim)
                    ? new Problem(ProblemCode.ALREADY_BOOKED, "The student already holds a booking on this slot")
                    : new Problem(ProblemCode.OVERLAPPING_BOOKING, "The student has another booking at this time");
        }
    }

    /** False if a rule is against it. */
    boolean tryClaim(Claim claim) {
        return jdbc.sql("""
                        INSERT INTO command_side.booking_claims (booking_id, student_id, slot_id, course_id, during)
                        VALUES (?, ?, ?, ?, tstzrange(?, ?)) ON CONFLICT DO NOTHING""")
                        .params(
                                claim.bookingId(),
                                claim.studentId(),
                                claim.slotId(),
                                claim.courseId(),
                                claim.start().atOffset(ZoneOffset.UTC),
                                claim.end().atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    private boolean holdsSeat(Claim claim) {
        return jdbc.sql("SELECT count(*) FROM command_side.booking_claims WHERE slot_id = ? AND student_id = ?")
                        .params(claim.slotId(), claim.studentId())
                        .query(Integer.class)
                        .single()
                > 0;
    }

    /** True if the course has a place for the student; counts bookings and enrollments, each student once. */
    boolean hasPlace(CourseTerms course, UUID studentId) {
        if (course.maxStudents() == null) {
            return true;
        }
        courses.lock(course.courseId());
        int others = jdbc.sql("""
                        SELECT count(*) FROM (
                            SELECT student_id FROM command_side.booking_claims WHERE course_id = :course
                            UNION
                            SELECT student_id FROM command_side.enrollment_claims WHERE course_id = :course) AS students
                        WHERE student_id <> :student""")
                .param("course", course.courseId())
                .param("student", studentId)
                .query(Integer.class)
                .single();
        return others < course.maxStudents();
    }

    @EventHandler
    void on(BookingCancelled event) {
        jdbc.sql("DELETE FROM command_side.booking_claims WHERE booking_id = ?")
                .param(event.bookingId())
                .update();
    }
}
