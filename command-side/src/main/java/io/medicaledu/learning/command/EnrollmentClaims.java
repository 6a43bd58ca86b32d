package io.medicaledu.learning.command;

import io.medicaledu.learning.api.EnrollmentEvent.EnrollmentDeactivated;
import io.medicaledu.learning.api.EnrollmentEvent.EnrollmentReactivated;
import io.medicaledu.learning.api.EnrollmentEvent.StudentEnrolled;
import java.util.UUID;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** One active enrollment for a student and course, as a constraint, written in the transaction of the enrollment's events. */
@Component
@ProcessingGroup("claims")
class EnrollmentClaims {

    private final JdbcClient jdbc;

    EnrollmentClaims(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @EventHandler
    void on(StudentEnrolled event) {
        claim(event.enrollmentId(), event.courseId(), event.studentId());
    }

    @EventHandler
    void on(EnrollmentReactivated event) {
        claim(event.enrollmentId(), event.courseId(), event.studentId());
    }

    @EventHandler
    void on(EnrollmentDeactivated event) {
        jdbc.sql("DELETE FROM command_side.enrollment_claims WHERE enrollment_id = ?")
                .param(event.enrollmentId())
                .update();
    }

    private void claim(UUID enrollmentId, UUID courseId, UUID studentId) {
        jdbc.sql("INSERT INTO command_side.enrollment_claims (enrollment_id, course_id, student_id) VALUES (?, ?, ?)")
                .params(enrollmentId, courseId, studentId)
                .update();
    }
}
