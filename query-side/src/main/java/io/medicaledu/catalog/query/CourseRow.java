package io.medicaledu.catalog.query;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.ColumnTransformer;
import org.jspecify.annotations.Nullable;

/** A row of {@code courses}; tags and policy are JSON. */
@Entity
@Table(schema = "read_model", name = "courses")
class CourseRow {

    @Id
    UUID id;

    UUID instructorId;
    String title;

    @Nullable
    String description;

    @Nullable
    String shortDescription;

    boolean isPublished;

    @Column(precision = 19, scale = 3)
    BigDecimal price;

    String currency;

    @Nullable
    String videoIntroUrl;

    @Nullable
    String thumbnailUrl;

    @Nullable
    Integer durationMinutes;

    @Nullable
    Integer maxStudents;

    @Nullable
    String category;

    @Column(columnDefinition = "jsonb")
    @ColumnTransformer(write = "?::jsonb")
    String tags;

    @Column(columnDefinition = "jsonb")
    @ColumnTransformer(write = "?::jsonb")
    String cancellationPolicy;

    @Column(columnDefinition = "jsonb")
    @ColumnTransformer(write = "?::jsonb")
    String bookingRules;

    @Nullable
    Instant publishedAt;

    Instant createdAt;
    Instant updatedAt;

    @Nullable
    Instant deletedAt;

    long version;

    protected CourseRow() {}

    CourseRow(UUID id, UUID instructorId, Instant createdAt) {
        this.id = id;
        this.instructorId = instructorId;
        this.createdAt = createdAt;
    }
}
