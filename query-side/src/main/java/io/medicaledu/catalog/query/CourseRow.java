package io.medicaledu.catalog.query;

import io.medicaledu.catalog.api.BookingRules;
import io.medicaledu.catalog.api.CancellationPolicy;
import io.medicaledu.catalog.api.CourseDetails;
import io.medicaledu.catalog.api.CourseView;
import io.medicaledu.shared.query.Rows;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.UUID;
import org.hibernate.annotations.ColumnTransformer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * A row of {@code courses}; tags, policy and rules are JSON. Written by {@link CourseProjection} as an entity, read by
 * {@link CourseQueries} with what it is joined with.
 */
@Entity
@Table(schema = "read_model", name = "courses")
class CourseRow {

    private static final JsonMapper JSON = JsonMapper.shared();

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

    void describe(CourseDetails details, CancellationPolicy policy) {
        title = details.title();
        description = details.description();
        shortDescription = details.shortDescription();
        price = Rows.decimal(details.price());
        currency = details.price().currency();
        category = details.category();
        tags = JSON.writeValueAsString(details.tags());
        cancellationPolicy = JSON.writeValueAsString(policy);
        durationMinutes = details.durationMinutes();
        maxStudents = details.maxStudents();
        videoIntroUrl = details.videoIntroUrl();
        thumbnailUrl = details.thumbnailUrl();
    }

    /** A row as readers get it, together with the course's {@code rating_summaries}. */
    static CourseView view(ResultSet row, int index) throws SQLException {
        return new CourseView(
                Rows.uuid(row, "id"),
                Rows.uuid(row, "instructor_id"),
                row.getString("title"),
                row.getString("description"),
                row.getString("short_description"),
                row.getBoolean("is_published"),
                Rows.money(row, "price"),
                row.getString("category"),
                Arrays.asList(JSON.readValue(row.getString("tags"), String[].class)),
                row.getObject("duration_minutes", Integer.class),
                row.getObject("max_students", Integer.class),
                row.getString("video_intro_url"),
                row.getString("thumbnail_url"),
                JSON.readValue(row.getString("cancellation_policy"), CancellationPolicy.class),
                JSON.readValue(row.getString("booking_rules"), BookingRules.class),
                Rows.average(row.getLong("public_total"), row.getInt("public_count")),
                row.getInt("public_count"),
                Rows.instantOrNull(row, "published_at"),
                Rows.instant(row, "created_at"),
                Rows.instant(row, "updated_at"),
                row.getLong("version"));
    }
}
