package io.medicaledu.learning.query;

import io.medicaledu.identity.api.Caller;
import io.medicaledu.learning.api.EnrollmentQuery.FindEnrollment;
import io.medicaledu.learning.api.EnrollmentQuery.FindEnrollments;
import io.medicaledu.learning.api.EnrollmentView;
import io.medicaledu.shared.Page;
import io.medicaledu.shared.Problem;
import io.medicaledu.shared.query.Cursor;
import io.medicaledu.shared.query.ListQuery;
import io.medicaledu.shared.query.Rows;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;
import org.axonframework.queryhandling.QueryHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Answers queries about enrollments. */
@Component
class EnrollmentQueries {

    private final JdbcClient jdbc;

    EnrollmentQueries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @QueryHandler
    EnrollmentView handle(FindEnrollment query) {
        return jdbc.sql("SELECT * FROM read_model.enrollments WHERE id = ?")
                .param(query.enrollmentId())
                .query(EnrollmentQueries::enrollment)
                .optional()
                .filter(enrollment -> query.caller().mayActFor(enrollment.studentId()))
                .orElseThrow(() -> Problem.notFound("enrollment"));
    }

    @QueryHandler
    Page<EnrollmentView> handle(FindEnrollments query) {
        Caller caller = query.caller();
        return ListQuery.newestFirst("SELECT * FROM read_model.enrollments", "created_at")
                .where("student_id = :self", "self", caller.isAdmin() ? null : caller.userId())
                .where("student_id = :student", "student", query.studentId())
                .where("course_id = :course", "course", query.courseId())
                .page(
                        jdbc,
                        query.page(),
                        EnrollmentQueries::enrollment,
                        enrollment -> new Cursor(enrollment.enrolledAt(), enrollment.enrollmentId()));
    }

    private static EnrollmentView enrollment(ResultSet row, int index) throws SQLException {
        return new EnrollmentView(
                Rows.uuid(row, "id"),
                Rows.uuid(row, "student_id"),
                Rows.uuid(row, "course_id"),
                row.getObject("booking_id", UUID.class),
                row.getBigDecimal("progress_percentage"),
                row.getBoolean("is_active"),
                Rows.instant(row, "enrolled_at"),
                Rows.instantOrNull(row, "completed_at"),
                Rows.instantOrNull(row, "last_accessed_at"),
                row.getLong("version"));
    }
}
