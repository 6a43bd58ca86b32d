package io.medicaledu.learning.api;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A student's progress with one material (seed: CourseProgress table); also of materials that were not begun. */
public record ProgressView(
        UUID materialId,
        String title,
        boolean isRequired,
        boolean isCompleted,
        @Nullable Instant completedAt,
        int timeSpentSeconds,
        @Nullable Instant updatedAt) {}
