package io.medicaledu.audit.query;

import io.medicaledu.rating.api.RatingEvent;
import io.medicaledu.rating.api.RatingEvent.CourseRated;
import io.medicaledu.rating.api.RatingEvent.CourseRatingChanged;
import io.medicaledu.rating.api.RatingEvent.InstructorRated;
import io.medicaledu.rating.api.RatingEvent.InstructorRatingChanged;
import io.medicaledu.rating.api.Review;
import java.util.List;

/** What events of ratings do to {@code instructor_ratings} and {@code course_ratings}. */
final class RatingChanges {

    private RatingChanges() {}

    static List<RowChange> of(RatingEvent event) {
        return switch (event) {
            case InstructorRated e ->
                List.of(reviewed(new RowChange("InstructorRating", e.ratingId()), e.review())
                        .set("instructorId", e.instructorId())
                        .set("studentId", e.studentId())
                        .set("bookingId", e.bookingId()));
            case InstructorRatingChanged e ->
                List.of(reviewed(new RowChange("InstructorRating", e.ratingId()), e.review()));
            case CourseRated e ->
                List.of(reviewed(new RowChange("CourseRating", e.ratingId()), e.review())
                        .set("courseId", e.courseId())
                        .set("studentId", e.studentId()));
            case CourseRatingChanged e -> List.of(reviewed(new RowChange("CourseRating", e.ratingId()), e.review()));
        };
    }

    private static RowChange reviewed(RowChange rating, Review review) {
        return rating.set("rating", review.rating())
                .set("review", review.text())
                .set("isPublic", review.isPublic());
    }
}
