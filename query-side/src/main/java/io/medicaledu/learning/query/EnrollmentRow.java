package io.medicaledu.learning.query;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A row of {@code enrollments}. */
@Entity
@Table(schema = "read_model", name = "enrollments")
class EnrollmentRow {

    @Id
    UUID id;

    UUID studentId;
    UUID courseId;

    @Nullable
    UUID bookingId;

    @Column(precision = 5, scale = 2)
    BigDecimal progressPercentage;

    boolean isActive;
    Instant enrolledAt;

    @Nullable
    Instant completedAt;

    @Nullable
    Instant lastAccessedAt;

    Instant createdAt;
    Instant updatedAt;
    long version;

    protected EnrollmentRow() {}

    EnrollmentRow(UUID id, UUID studentId, UUID courseId, Instant at) {
        this.id = id;
        this.studentId = studentId;
        this.courseId = courseId;
        this.progressPercentage = BigDecimal.ZERO;
        this.enrolledAt = at;
        this.createdAt = at;
        this.updatedAt = at;
    }
}
