package io.medicaledu.rating.command;

import io.medicaledu.booking.command.BookingFacts;
import io.medicaledu.catalog.command.CourseTermsTable;
import io.medicaledu.learning.command.EnrollmentAccess;
import io.medicaledu.rating.api.RatingCommand.RateCourse;
import io.medicaledu.rating.api.RatingCommand.RateInstructor;
import io.medicaledu.rating.api.RatingEvent.CourseRated;
import io.medicaledu.rating.api.RatingEvent.InstructorRated;
import io.medicaledu.shared.Problem;
import io.medicaledu.shared.ProblemCode;
import java.time.Clock;
import java.util.UUID;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.modelling.command.Repository;
import org.springframework.stereotype.Component;

/** Checks who may rate what. A second rating of the same has the same id, which the event store refuses. */
@Component
class RatingRequests {

    private final Repository<InstructorRating> instructorRatings;
    private final Repository<CourseRating> courseRatings;
    private final BookingFacts sessions;
    private final EnrollmentAccess enrollments;
    private final CourseTermsTable courses;
    private final Clock clock;

    RatingRequests(
            Repository<InstructorRating> instructorRatingRepository,
            Repository<CourseRating> courseRatingRepository,
            BookingFacts sessions,
            EnrollmentAccess enrollments,
            CourseTermsTable courses,
            Clock clock) {
        this.instructorRatings = instructorRatingRepository;
        this.courseRatings = courseRatingRepository;
        this.sessions = sessions;
        this.enrollments = enrollments;
        this.courses = courses;
        this.clock = clock;
    }

    @CommandHandler
    UUID handle(RateInstructor command) throws Exception {
        UUID instructorId = sessions.requireCompleted(command.bookingId(), command.studentId());
        requireNone(instructorRatings, command.ratingId());
        instructorRatings.newInstance(() -> new InstructorRating(new InstructorRated(
                command.ratingId(),
                instructorId,
                command.studentId(),
                command.bookingId(),
                command.review(),
                clock.instant())));
        return command.ratingId();
    }

    @CommandHandler
    UUID handle(RateCourse command) throws Exception {
        courses.require(command.courseId());
        if (!enrollments.mayRate(command.studentId(), command.courseId())) {
            throw new Problem(ProblemCode.RATING_NOT_ALLOWED, "Only enrolled students may rate the course");
        }
        requireNone(courseRatings, command.ratingId());
        courseRatings.newInstance(() -> new CourseRating(new CourseRated(
                command.ratingId(), command.courseId(), command.studentId(), command.review(), clock.instant())));
        return command.ratingId();
    }

    private static <T> void requireNone(Repository<T> ratings, UUID id) {
        try {
            ratings.load(id.toString());
        } catch (AggregateNotFoundException e) {
            return;
        }
        throw new Problem(ProblemCode.RATING_EXISTS, "It has been rated already; the rating can be changed");
    }
}
