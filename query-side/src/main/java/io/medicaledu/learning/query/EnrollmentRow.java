package io.medicaledu.learning.query;

import io.medicaledu.learning.api.EnrollmentEvent.StudentEnrolled;
import io.medicaledu.shared.query.RowTable;
import io.medicaledu.shared.query.RowTable.Column;
import io.medicaledu.shared.query.Rows;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A row of {@code enrollments}, without what the database counts: the progress, and when it was made last. */
@SuppressWarnings("NullAway.Init") // filled field by field
class EnrollmentRow {

    UUID id;

    UUID studentId;
    UUID courseId;

    @Nullable
    UUID bookingId;

    boolean isActive = true;
    Instant enrolledAt;

    @Nullable
    Instant completedAt;

    Instant createdAt;
    Instant updatedAt;
    long version;

    private EnrollmentRow(UUID id, Instant createdAt) {
        this.id = id;
        this.createdAt = createdAt;
    }

    static EnrollmentRow of(StudentEnrolled event, Instant at, long version) {
        EnrollmentRow row = new EnrollmentRow(event.enrollmentId(), at);
        row.studentId = event.studentId();
        row.courseId = event.courseId();
        row.bookingId = event.bookingId();
        row.enrolledAt = at;
        row.updatedAt = at;
        row.version = version;
        return row;
    }

    /** The table as its projection writes it. */
    static RowTable<EnrollmentRow> table(JdbcClient jdbc) {
        return new RowTable<>(
                jdbc,
                "read_model.enrollments",
                it -> it.id,
                EnrollmentRow::read,
                List.of(
                        new Column<>("id", "uuid", it -> it.id),
                        new Column<>("student_id", "uuid", it -> it.studentId),
                        new Column<>("course_id", "uuid", it -> it.courseId),
                        new Column<>("booking_id", "uuid", it -> it.bookingId),
                        new Column<>("is_active", "boolean", it -> it.isActive),
                        new Column<>("enrolled_at", "timestamptz", it -> it.enrolledAt),
                        new Column<>("completed_at", "timestamptz", it -> it.completedAt),
                        new Column<>("created_at", "timestamptz", it -> it.createdAt),
                        new Column<>("updated_at", "timestamptz", it -> it.updatedAt),
                        new Column<>("version", "bigint", it -> it.version)));
    }

    private static EnrollmentRow read(ResultSet row, int index) throws SQLException {
        EnrollmentRow it = new EnrollmentRow(Rows.uuid(row, "id"), Rows.instant(row, "created_at"));
        it.studentId = Rows.uuid(row, "student_id");
        it.courseId = Rows.uuid(row, "course_id");
        it.bookingId = row.getObject("booking_id", UUID.class);
        it.isActive = row.getBoolean("is_active");
        it.enrolledAt = Rows.instant(row, "enrolled_at");
        it.completedAt = Rows.instantOrNull(row, "completed_at");
        it.updatedAt = Rows.instant(row, "updated_at");
        it.version = row.getLong("version");
        return it;
    }
}
