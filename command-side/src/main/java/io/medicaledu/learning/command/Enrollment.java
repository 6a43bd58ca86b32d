package io.medicaledu.learning.command;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.medicaledu.learning.api.EnrollmentCommand.EnrollStudent;
import io.medicaledu.learning.api.EnrollmentEvent.StudentEnrolled;
import java.util.UUID;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;

/** A student's place on a course. Its id is derived from both, so that there can be only one. */
@Aggregate
class Enrollment {

    @AggregateIdentifier
    private @Nullable UUID enrollmentId;

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    UUID handle(EnrollStudent command) {
        if (enrollmentId == null) {
            apply(new StudentEnrolled(
                    command.enrollmentId(), command.studentId(), command.courseId(), command.bookingId()));
        }
        return command.enrollmentId();
    }

    @EventSourcingHandler
    void on(StudentEnrolled event) {
        enrollmentId = event.enrollmentId();
    }

    Enrollment() {}
}
