package io.medicaledu.catalog.api;

import io.medicaledu.shared.Money;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A course, as the catalog shows it.
 *
 * @param ratingAverage of the public ratings, two decimals; null if there are none
 */
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
        BookingRules bookingRules,
        @Nullable BigDecimal ratingAverage,
        int ratingCount,
        @Nullable Instant publishedAt,
        Instant createdAt,
        Instant updatedAt,
        long version) {}
