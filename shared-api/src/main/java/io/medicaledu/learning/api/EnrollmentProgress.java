package io.medicaledu.learning.api;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** @param progressPercentage 0 to 100 of the required materials */
public record EnrollmentProgress(
        UUID enrollmentId,
        BigDecimal progressPercentage,
        @Nullable Instant completedAt,
        List<ProgressView> items) {}
