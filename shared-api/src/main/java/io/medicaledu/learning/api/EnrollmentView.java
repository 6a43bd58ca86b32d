package io.medicaledu.learning.api;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** @param progressPercentage 0 to 100, over the required materials */
public record EnrollmentView(
        UUID enrollmentId,
        UUID studentId,
        UUID courseId,
        @Nullable UUID bookingId,
        BigDecimal progressPercentage,
        boolean isActive,
        Instant enrolledAt,
        @Nullable Instant completedAt,
        @Nullable Instant lastAccessedAt,
        long version) {}
