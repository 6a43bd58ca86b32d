package io.medicaledu.learning.query;

import io.medicaledu.catalog.api.CourseEvent.MaterialAdded;
import io.medicaledu.catalog.api.CourseEvent.MaterialChanged;
import io.medicaledu.catalog.api.CourseEvent.MaterialRemoved;
import io.medicaledu.learning.api.EnrollmentEvent.CourseCompleted;
import io.medicaledu.learning.api.EnrollmentEvent.EnrollmentBookingAdded;
import io.medicaledu.learning.api.EnrollmentEvent.EnrollmentBookingWithdrawn;
import io.medicaledu.learning.api.EnrollmentEvent.EnrollmentDeactivated;
import io.medicaledu.learning.api.EnrollmentEvent.EnrollmentReactivated;
import io.medicaledu.learning.api.EnrollmentEvent.MaterialProgressed;
import io.medicaledu.learning.api.EnrollmentEvent.StudentEnrolled;
import io.medicaledu.shared.Ids;
import io.medicaledu.shared.query.RowTable;
import io.medicaledu.shared.query.Rows;
import java.sql.Types;
import java.time.Instant;
import java.util.UUID;
import java.util.function.Consumer;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.SequenceNumber;
import org.axonframework.eventhandling.Timestamp;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Keeps {@code enrollments} and {@code course_progress}. It knows the courses' materials itself, so that a percentage
 * follows when a material is added or removed.
 */
@Component
@ProcessingGroup("enrollments")
class EnrollmentProjection {

    private static final String RECALCULATE = """
            WITH counted AS (
                SELECT material_id FROM read_model.progress_materials AS material
                WHERE course_id = :course AND (is_required OR NOT EXISTS (
                    SELECT 1 FROM read_model.progress_materials AS other
                    WHERE other.course_id = :course AND other.is_required)))
            UPDATE read_model.enrollments AS enrollment
            SET progress_percentage = CASE WHEN (SELECT count(*) FROM counted) = 0 THEN 0 ELSE
                floor(10000.0 * (
                    SELECT count(*) FROM read_model.course_progress
                    WHERE enrollment_id = enrollment.id AND is_completed
                      AND course_material_id IN (SELECT material_id FROM counted))
                    / (SELECT count(*) FROM counted)) / 100 END
            WHERE course_id = :course""";

    private final JdbcClient jdbc;
    private final RowTable<EnrollmentRow> enrollments;

    EnrollmentProjection(JdbcClient jdbc) {
        this.jdbc = jdbc;
        this.enrollments = EnrollmentRow.table(jdbc);
    }

    @EventHandler
    void on(StudentEnrolled event, @Timestamp Instant at, @SequenceNumber long version) {
        enrollments.insert(EnrollmentRow.of(event, at, version));
    }

    @EventHandler
    void on(EnrollmentBookingAdded event, @Timestamp Instant at, @SequenceNumber long version) {
        touch(event.enrollmentId(), at, version);
    }

    @EventHandler
    void on(EnrollmentBookingWithdrawn event, @Timestamp Instant at, @SequenceNumber long version) {
        touch(event.enrollmentId(), at, version);
    }

    @EventHandler
    void on(EnrollmentDeactivated event, @Timestamp Instant at, @SequenceNumber long version) {
        change(event.enrollmentId(), at, version, row -> row.isActive = false);
    }

    @EventHandler
    void on(EnrollmentReactivated event, @Timestamp Instant at, @SequenceNumber long version) {
        change(event.enrollmentId(), at, version, row -> row.isActive = true);
    }

    @EventHandler
    void on(MaterialProgressed event, @Timestamp Instant at, @SequenceNumber long version) {
        touch(event.enrollmentId(), at, version);
        enrollments.flush();
        jdbc.sql("""
                        INSERT INTO read_model.course_progress AS progress (id, enrollment_id, course_material_id,
                            is_completed, completed_at, time_spent_seconds, created_at, updated_at)
                        VALUES (:id, :enrollment, :material, :completed, CASE WHEN :completed THEN :at END, :seconds,
                            :at, :at)
                        ON CONFLICT (enrollment_id, course_material_id) DO UPDATE
                        SET is_completed = :completed, time_spent_seconds = :seconds, updated_at = :at,
                            completed_at = CASE WHEN :completed THEN coalesce(progress.completed_at, :at) END""")
                .param("id", Ids.derive("course-progress", event.enrollmentId(), event.materialId()))
                .param("enrollment", event.enrollmentId())
                .param("material", event.materialId())
                .param("completed", event.isCompleted())
                .param("seconds", event.timeSpentSeconds())
                .param("at", Rows.utc(event.recordedAt()), Types.TIMESTAMP_WITH_TIMEZONE)
                .update();
        jdbc.sql("UPDATE read_model.enrollments SET last_accessed_at = ? WHERE id = ?")
                .params(Rows.utc(event.recordedAt()), event.enrollmentId())
                .update();
        UUID courseId = jdbc.sql("SELECT course_id FROM read_model.enrollments WHERE id = ?")
                .param(event.enrollmentId())
                .query(UUID.class)
                .single();
        jdbc.sql(RECALCULATE + " AND id = :id")
                .param("course", courseId)
                .param("id", event.enrollmentId())
                .update();
    }

    @EventHandler
    void on(CourseCompleted event, @Timestamp Instant at, @SequenceNumber long version) {
        change(event.enrollmentId(), at, version, row -> row.completedAt = event.completedAt());
    }

    @EventHandler
    void on(MaterialAdded event) {
        jdbc.sql("INSERT INTO read_model.progress_materials (material_id, course_id, is_required) VALUES (?, ?, ?)")
                .params(event.materialId(), event.courseId(), event.details().isRequired())
                .update();
        recalculate(event.courseId());
    }

    @EventHandler
    void on(MaterialChanged event) {
        jdbc.sql("UPDATE read_model.progress_materials SET is_required = ? WHERE material_id = ?")
                .params(event.details().isRequired(), event.materialId())
                .update();
        recalculate(event.courseId());
    }

    @EventHandler
    void on(MaterialRemoved event) {
        jdbc.sql("DELETE FROM read_model.progress_materials WHERE material_id = ?")
                .param(event.materialId())
                .update();
        recalculate(event.courseId());
    }

    private void recalculate(UUID courseId) {
        enrollments.flush();
        jdbc.sql(RECALCULATE).param("course", courseId).update();
    }

    private void touch(UUID id, Instant at, long version) {
        change(id, at, version, row -> {});
    }

    private void change(UUID id, Instant at, long version, Consumer<EnrollmentRow> change) {
        enrollments.change(id, row -> {
            change.accept(row);
            row.updatedAt = at;
            row.version = version;
        });
    }
}
