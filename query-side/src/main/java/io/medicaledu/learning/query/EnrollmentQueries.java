package io.medicaledu.learning.query;

import io.medicaledu.identity.api.Caller;
import io.medicaledu.learning.api.EnrollmentProgress;
import io.medicaledu.learning.api.EnrollmentQuery.FindEnrollment;
import io.medicaledu.learning.api.EnrollmentQuery.FindEnrollments;
import io.medicaledu.learning.api.EnrollmentQuery.FindProgress;
import io.medicaledu.learning.api.EnrollmentView;
import io.medicaledu.learning.api.ProgressView;
import io.medicaledu.shared.Page;
import io.medicaledu.shared.Problem;
import io.medicaledu.shared.query.Cursor;
import io.medicaledu.shared.query.ListQuery;
import io.medicaledu.shared.query.Rows;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
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
                .filter(enrollment -> query.caller().maySee(enrollment.studentId()))
                .orElseThrow(() -> Problem.notFound("enrollment"));
    }

    @QueryHandler
    Page<EnrollmentView> handle(FindEnrollments query) {
        Caller caller = query.caller();
        return ListQuery.newestFirst("SELECT * FROM read_model.enrollments", "created_at")
                .where("student_id = :self", "self", caller.seesEverything() ? null : caller.userId())
                .where("student_id = :student", "student", query.studentId())
                .where("course_id = :course", "course", query.courseId())
                .page(
                        jdbc,
                        query.page(),
                        EnrollmentQueries::enrollment,
                        enrollment -> new Cursor(enrollment.enrolledAt(), enrollment.enrollmentId()));
    }

    @QueryHandler
    EnrollmentProgress handle(FindProgress query) {
        EnrollmentView enrollment = jdbc.sql("""
                        SELECT enrollment.* FROM read_model.enrollments AS enrollment
                        LEFT JOIN read_model.courses AS course ON course.id = enrollment.course_id
                        WHERE enrollment.id = :id
                          AND (:admin OR enrollment.student_id = :self OR course.instructor_id = :self)""")
                .param("id", query.enrollmentId())
                .param("admin", query.caller().seesEverything())
                .param("self", query.caller().userId())
                .query(EnrollmentQueries::enrollment)
                .optional()
                .orElseThrow(() -> Problem.notFound("enrollment"));
        List<ProgressView> items = jdbc.sql("""
                        SELECT material.id, material.title, material.is_required, progress.is_completed,
                            progress.completed_at, progress.time_spent_seconds, progress.updated_at
                        FROM read_model.course_materials AS material
                        LEFT JOIN read_model.course_progress AS progress
                          ON progress.course_material_id = material.id AND progress.enrollment_id = :enrollment
                        WHERE material.course_id = :course AND material.deleted_at IS NULL
                        ORDER BY material.sort_index, material.id""")
                .param("enrollment", enrollment.enrollmentId())
                .param("course", enrollment.courseId())
                .query(EnrollmentQueries::progress)
                .list();
        return new EnrollmentProgress(
                enrollment.enrollmentId(), enrollment.progressPercentage(), enrollment.completedAt(), items);
    }

    private static ProgressView progress(ResultSet row, int index) throws SQLException {
        return new ProgressView(
                Rows.uuid(row, "id"),
                row.getString("title"),
                row.getBoolean("is_required"),
                row.getBoolean("is_completed"),
                Rows.instantOrNull(row, "completed_at"),
                row.getInt("time_spent_seconds"),
                Rows.instantOrNull(row, "updated_at"));
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
