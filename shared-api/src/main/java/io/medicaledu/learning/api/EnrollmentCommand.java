package io.medicaledu.learning.api;

import java.util.UUID;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** What can be asked of an enrollment. */
public sealed interface EnrollmentCommand {

    UUID enrollmentId();

    /**
     * Enrolls a student in a course, or does nothing if the enrollment is active already.
     *
     * @param bookingId the confirmed booking it follows from; null if none
     */
    record EnrollStudent(
            @TargetAggregateIdentifier UUID enrollmentId,
            UUID studentId,
            UUID courseId,
            @Nullable UUID bookingId) implements EnrollmentCommand {}
}
