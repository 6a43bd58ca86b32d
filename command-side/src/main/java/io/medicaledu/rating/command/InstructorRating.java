package io.medicaledu.rating.command;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.medicaledu.identity.api.Actor;
import io.medicaledu.rating.api.RatingCommand.ChangeInstructorRating;
import io.medicaledu.rating.api.RatingEvent.InstructorRated;
import io.medicaledu.rating.api.RatingEvent.InstructorRatingChanged;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.messaging.MetaData;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.spring.stereotype.Aggregate;

/** A student's rating of an instructor after a session. Its id is derived from the booking: there is one. */
@Aggregate
class InstructorRating {

    @AggregateIdentifier
    private UUID ratingId;

    private UUID instructorId;
    private UUID studentId;
    private Instant ratedAt;

    InstructorRating(InstructorRated created) {
        apply(created);
    }

    @CommandHandler
    void handle(ChangeInstructorRating command, MetaData metaData, Clock clock) {
        EditPeriod.requireMayEdit(Actor.of(metaData), studentId, ratedAt, clock.instant());
        apply(new InstructorRatingChanged(ratingId, instructorId, command.review()));
    }

    @EventSourcingHandler
    void on(InstructorRated event) {
        ratingId = event.ratingId();
        instructorId = event.instructorId();
        studentId = event.studentId();
        ratedAt = event.ratedAt();
    }

    @SuppressWarnings("NullAway.Init") // Axon's: filled by the events
    InstructorRating() {}
}
