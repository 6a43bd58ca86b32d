package io.medicaledu.rating.command;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.medicaledu.identity.api.Actor;
import io.medicaledu.rating.api.RatingCommand.ChangeCourseRating;
import io.medicaledu.rating.api.RatingEvent.CourseRated;
import io.medicaledu.rating.api.RatingEvent.CourseRatingChanged;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.messaging.MetaData;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.spring.stereotype.Aggregate;

/** A student's rating of a course. Its id is derived from both: there is one. */
@Aggregate
class CourseRating {

    @AggregateIdentifier
    private UUID ratingId;

    private UUID courseId;
    private UUID studentId;
    private Instant ratedAt;

    CourseRating(CourseRated created) {
        apply(created);
    }

    @CommandHandler
    void handle(ChangeCourseRating command, MetaData metaData, Clock clock) {
        EditPeriod.requireMayEdit(Actor.of(metaData), studentId, ratedAt, clock.instant());
        apply(new CourseRatingChanged(ratingId, courseId, command.review()));
    }

    @EventSourcingHandler
    void on(CourseRated event) {
        ratingId = event.ratingId();
        courseId = event.courseId();
        studentId = event.studentId();
        ratedAt = event.ratedAt();
    }

    @SuppressWarnings("NullAway.Init") // Axon's: filled by the events
    CourseRating() {}
}
