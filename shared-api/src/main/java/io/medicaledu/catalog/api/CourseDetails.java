package io.medicaledu.catalog.api;

import io.medicaledu.shared.Money;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a course says about itself (seed: Courses table).
 *
 * @param durationMinutes length of the course in minutes
 * @param maxStudents how many students may be on the course at once; null means no limit
 */
public record CourseDetails(
        String title,
        @Nullable String description,
        @Nullable String shortDescription,
        Money price,
        @Nullable String category,
        List<String> tags,
        @Nullable Integer durationMinutes,
        @Nullable Integer maxStudents,
        @Nullable String videoIntroUrl,
        @Nullable String thumbnailUrl) {

    public CourseDetails {
        tags = List.copyOf(tags);
    }

    /** A course that says no more about itself than this. */
    public static CourseDetails of(String title, Money price) {
        return new CourseDetails(title, null, null, price, null, List.of(), null, null, null, null);
    }

    /**
     * The same with what a catalogue shows.
     *
     * @param text the description and the short one
     * @param durationMinutes length of the course in minutes
     */
    public CourseDetails describedAs(String text, String category, List<String> tags, int durationMinutes) {
        return new CourseDetails(
                title, text, text, price, category, tags, durationMinutes, maxStudents, videoIntroUrl, thumbnailUrl);
    }
}
