package io.medicaledu.rating.api;

import java.util.UUID;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** What can be asked of a rating. */
public sealed interface RatingCommand {

    UUID ratingId();

    /**
     * @throws io.medicaledu.shared.Problem {@code not-found}, {@code rating-not-allowed} unless the session was
     *     completed, {@code rating-exists}
     */
    record RateInstructor(@TargetAggregateIdentifier UUID ratingId, UUID bookingId, UUID studentId, Review review)
            implements RatingCommand {}

    /** @throws io.medicaledu.shared.Problem {@code rating-not-allowed} unless enrolled, {@code rating-exists} */
    record RateCourse(@TargetAggregateIdentifier UUID ratingId, UUID courseId, UUID studentId, Review review)
            implements RatingCommand {}

    /** @throws io.medicaledu.shared.Problem {@code not-found}, {@code rating-not-allowed} after 14 days */
    record ChangeInstructorRating(@TargetAggregateIdentifier UUID ratingId, Review review) implements RatingCommand {}

    /** @throws io.medicaledu.shared.Problem {@code not-found}, {@code rating-not-allowed} after 14 days */
    record ChangeCourseRating(@TargetAggregateIdentifier UUID ratingId, Review review) implements RatingCommand {}
}
