package io.medicaledu.learning.command;

import io.medicaledu.learning.api.EnrollmentEvent.StudentEnrolled;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** One enrollment for a student and course, as a constraint, written in the transaction of the enrollment's events. */
@Component
@ProcessingGroup("claims")
class EnrollmentClaims {

    private final JdbcClient jdbc;

    EnrollmentClaims(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @EventHandler
    void on(StudentEnrolled event) {
        jdbc.sql("INSERT INTO command_side.enrollment_claims (enrollment_id, course_id, student_id) VALUES (?, ?, ?)")
                .params(event.enrollmentId(), event.courseId(), event.studentId())
                .update();
    }
}
