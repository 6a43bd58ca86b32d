package io.medicaledu.rating.command;

import io.medicaledu.rating.api.RatingCommand.ChangeCourseRating;
import io.medicaledu.rating.api.RatingCommand.ChangeInstructorRating;
import io.medicaledu.rating.api.RatingEvent.CourseRated;
import io.medicaledu.rating.api.RatingEvent.CourseRatingChanged;
import io.medicaledu.rating.api.RatingEvent.InstructorRated;
import io.medicaledu.rating.api.RatingEvent.InstructorRatingChanged;
import io.medicaledu.rating.api.Review;
import io.medicaledu.shared.Ids;
import io.medicaledu.shared.MetaDataKeys;
import io.medicaledu.shared.Problem;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.UUID;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.junit.jupiter.api.Test;

class RatingTest {

    private static final Instant NOW = Instant.parse("2027-01-10T12:00:00Z");
    private static final Review GOOD = new Review(5, "Clear", true);
    private static final Review BETTER = new Review(4, null, false);

    private final UUID rating = Ids.next();
    private final UUID student = Ids.next();
    private final UUID instructor = Ids.next();
    private final UUID course = Ids.next();

    private static <T> FixtureConfiguration<T> fixture(Class<T> aggregate) {
        FixtureConfiguration<T> fixture = new AggregateTestFixture<>(aggregate);
        fixture.registerInjectableResource(Clock.fixed(NOW, ZoneOffset.UTC));
        return fixture;
    }

    private static Map<String, String> by(UUID user) {
        return Map.of(MetaDataKeys.ACTOR, user.toString(), MetaDataKeys.ACTOR_ROLE, "Student");
    }

    private InstructorRated rated(Duration ago) {
        return new InstructorRated(rating, instructor, student, Ids.next(), GOOD, NOW.minus(ago));
    }

    @Test
    void aRatingOfAnInstructorCanBeChangedForTwoWeeks() {
        fixture(InstructorRating.class)
                .given(rated(Duration.ofDays(14)))
                .when(new ChangeInstructorRating(rating, BETTER), by(student))
                .expectEvents(new InstructorRatingChanged(rating, instructor, BETTER));
    }

    @Test
    void afterThatItStands() {
        fixture(InstructorRating.class)
                .given(rated(Duration.ofDays(14).plusSeconds(1)))
                .when(new ChangeInstructorRating(rating, BETTER), by(student))
                .expectException(Problem.class)
                .expectExceptionMessage("A rating can be changed for 14 days");
    }

    @Test
    void onlyItsStudentChangesIt() {
        fixture(InstructorRating.class)
                .given(rated(Duration.ZERO))
                .when(new ChangeInstructorRating(rating, BETTER), by(Ids.next()))
                .expectException(Problem.class)
                .expectExceptionMessage("There is no such rating");
    }

    @Test
    void aRatingOfACourseIsNoDifferent() {
        CourseRated given = new CourseRated(rating, course, student, GOOD, NOW.minus(Duration.ofDays(1)));
        fixture(CourseRating.class)
                .given(given)
                .when(new ChangeCourseRating(rating, BETTER), by(student))
                .expectEvents(new CourseRatingChanged(rating, course, BETTER));
        fixture(CourseRating.class)
                .given(given)
                .when(new ChangeCourseRating(rating, BETTER), by(Ids.next()))
                .expectException(Problem.class);
    }
}
