package io.medicaledu.catalog.api;

import org.jspecify.annotations.Nullable;

/**
 * What a course material says about itself (seed: CourseMaterials table).
 *
 * @param fileUrl where the file is kept; shown only to those entitled
 * @param isFree whether it can be had without an enrollment
 * @param isRequired whether it counts for the completion of the course
 * @param durationMinutes length of a video in minutes
 */
public record MaterialDetails(
        String title,
        @Nullable String description,
        String fileUrl,
        @Nullable String contentType,
        @Nullable Long fileSizeBytes,
        boolean isFree,
        boolean isRequired,
        @Nullable Integer durationMinutes) {}
