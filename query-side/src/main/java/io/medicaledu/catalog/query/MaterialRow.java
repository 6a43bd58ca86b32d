package io.medicaledu.catalog.query;

import io.medicaledu.catalog.api.MaterialDetails;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A row of {@code course_materials}. */
@Entity
@Table(schema = "read_model", name = "course_materials")
class MaterialRow {

    @Id
    UUID id;

    UUID courseId;
    String title;

    @Nullable
    String description;

    String fileUrl;

    @Nullable
    String contentType;

    @Nullable
    Long fileSizeBytes;

    boolean isFree;
    boolean isRequired;

    @Nullable
    Integer durationMinutes;

    int sortIndex;
    Instant createdAt;
    Instant updatedAt;

    @Nullable
    Instant deletedAt;

    @SuppressWarnings("NullAway.Init") // JPA's
    protected MaterialRow() {}

    @SuppressWarnings("NullAway.Init") // described right after
    MaterialRow(UUID id, UUID courseId, Instant createdAt) {
        this.id = id;
        this.courseId = courseId;
        this.createdAt = createdAt;
    }

    void describe(MaterialDetails details, int index, Instant at) {
        title = details.title();
        description = details.description();
        fileUrl = details.fileUrl();
        contentType = details.contentType();
        fileSizeBytes = details.fileSizeBytes();
        isFree = details.isFree();
        isRequired = details.isRequired();
        durationMinutes = details.durationMinutes();
        sortIndex = index;
        updatedAt = at;
    }
}
