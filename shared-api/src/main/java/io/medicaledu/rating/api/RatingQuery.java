package io.medicaledu.rating.api;

import io.medicaledu.identity.api.Caller;
import io.medicaledu.shared.PageRequest;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What can be known of ratings: the public ones, and all of them for those who are rated and for admins. */
public sealed interface RatingQuery {

    /** Answers {@link RatingsView}. */
    record FindCourseRatings(UUID courseId, @Nullable Caller caller, PageRequest page) implements RatingQuery {}

    /** Answers {@link RatingsView}. */
    record FindInstructorRatings(
            UUID instructorId, @Nullable Caller caller, PageRequest page) implements RatingQuery {}
}
