package io.medicaledu.catalog.api;

import io.medicaledu.shared.Money;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A course, as the catalog shows it. */
public record CourseView(
        UUID courseId,
        UUID instructorId,
        String title,
        @Nullable String description,
        @Nullable String shortDescription,
        boolean isPublished,
        Money price,
        @Nullable String category,
        List<String> tags,
        @Nullable Integer durationMinutes,
        @Nullable Integer maxStudents,
        @Nullable String videoIntroUrl,
        @Nullable String thumbnailUrl,
        CancellationPolicy cancellationPolicy,
        @Nullable Instant publishedAt,
        Instant createdAt,
        Instant updatedAt,
        long version) {}
