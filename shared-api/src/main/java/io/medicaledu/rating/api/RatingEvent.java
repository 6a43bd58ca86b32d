package io.medicaledu.rating.api;

import java.time.Instant;
import java.util.UUID;
import org.axonframework.serialization.Revision;

/** What can happen to a rating. */
public sealed interface RatingEvent {

    /** The rating. */
    UUID ratingId();

    /**
     * A student has rated the instructor of a session.
     *
     * @param instructorId who was rated
     * @param studentId who has rated
     * @param review stars and words
     * @param ratedAt when
     */
    @Revision("1")
    record InstructorRated(
            UUID ratingId, UUID instructorId, UUID studentId, UUID bookingId, Review review, Instant ratedAt)
            implements RatingEvent {}

    /**
     * The student has changed the rating of an instructor.
     *
     * @param review stars and words, as they are now
     */
    @Revision("1")
    record InstructorRatingChanged(UUID ratingId, UUID instructorId, Review review) implements RatingEvent {}

    /**
     * A student has rated a course.
     *
     * @param studentId who has rated
     * @param review stars and words
     * @param ratedAt when
     */
    @Revision("1")
    record CourseRated(UUID ratingId, UUID courseId, UUID studentId, Review review, Instant ratedAt)
            implements RatingEvent {}

    /**
     * The student has changed the rating of a course.
     *
     * @param review stars and words, as they are now
     */
    @Revision("1")
    record CourseRatingChanged(UUID ratingId, UUID courseId, Review review) implements RatingEvent {}
}
