package io.medicaledu.rating.api;

import java.time.Instant;
import java.util.UUID;
import org.axonframework.serialization.Revision;

/** What can happen to a rating. */
public sealed interface RatingEvent {

    UUID ratingId();

    @Revision("1")
    record InstructorRated(
            UUID ratingId, UUID instructorId, UUID studentId, UUID bookingId, Review review, Instant ratedAt)
            implements RatingEvent {}

    @Revision("1")
    record InstructorRatingChanged(UUID ratingId, UUID instructorId, Review review) implements RatingEvent {}

    @Revision("1")
    record CourseRated(UUID ratingId, UUID courseId, UUID studentId, Review review, Instant ratedAt)
            implements RatingEvent {}

    @Revision("1")
    record CourseRatingChanged(UUID ratingId, UUID courseId, Review review) implements RatingEvent {}
}
