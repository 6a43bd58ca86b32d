package io.medicaledu.catalog.api;

import io.medicaledu.shared.Money;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A partial change of a course: what is null stays as it is. */
public record CourseChange(
        @Nullable String title,
        @Nullable String description,
        @Nullable String shortDescription,
        @Nullable Money price,
        @Nullable String category,
        @Nullable List<String> tags,
        @Nullable Integer durationMinutes,
        @Nullable Integer maxStudents,
        @Nullable String videoIntroUrl,
        @Nullable String thumbnailUrl,
        @Nullable CancellationPolicy cancellationPolicy,
        @Nullable BookingRules bookingRules) {

    /** The details with this change applied. */
    public CourseDetails applyTo(CourseDetails old) {
        return new CourseDetails(
                title == null ? old.title() : title,
                description == null ? old.description() : description,
                shortDescription == null ? old.shortDescription() : shortDescription,
                price == null ? old.price() : price,
                category == null ? old.category() : category,
                tags == null ? old.tags() : tags,
                durationMinutes == null ? old.durationMinutes() : durationMinutes,
                maxStudents == null ? old.maxStudents() : maxStudents,
                videoIntroUrl == null ? old.videoIntroUrl() : videoIntroUrl,
                thumbnailUrl == null ? old.thumbnailUrl() : thumbnailUrl);
    }
}
