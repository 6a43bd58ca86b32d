package io.medicaledu.rating.api;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A page of ratings, newest first, with what all of them come to.
 *
 * @param average two decimals, of those the reader may see; null if there are none
 * @param count of those the reader may see
 */
public record RatingsView(
        @Nullable BigDecimal average,
        int count,
        List<RatingView> items,
        @Nullable String nextCursor) {

    /** @param studentName first name only */
    public record RatingView(
            UUID ratingId,
            UUID studentId,
            @Nullable String studentName,
            int rating,
            @Nullable String review,
            boolean isPublic,
            Instant createdAt,
            Instant updatedAt) {}
}
