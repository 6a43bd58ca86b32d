package io.medicaledu.catalog.api;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** @param fileUrl null for readers who are not entitled to the file */
public record MaterialView(
        UUID materialId,
        UUID courseId,
        String title,
        @Nullable String description,
        @Nullable String fileUrl,
        @Nullable String contentType,
        @Nullable Long fileSizeBytes,
        boolean isFree,
        boolean isRequired,
        @Nullable Integer durationMinutes,
        int sortIndex,
        Instant createdAt,
        Instant updatedAt) {}
