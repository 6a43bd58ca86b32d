package io.medicaledu.learning.api;

import java.math.BigDecimal;
import java.util.UUID;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** What can be asked of an enrollment. */
public sealed interface EnrollmentCommand {

    UUID enrollmentId();

    /**
     * Enrolls a student in a course, or brings the enrollment back, or does nothing if it follows from the booking
     * already. Answers with the id.
     *
     * @param bookingId the confirmed booking it follows from
     */
    record EnrollStudent(@TargetAggregateIdentifier UUID enrollmentId, UUID studentId, UUID courseId, UUID bookingId)
            implements EnrollmentCommand {}

    /**
     * Enrolls a student without a booking: in a free course, or by an admin. Answers with the id.
     *
     * @throws io.medicaledu.shared.Problem {@code not-found}, {@code course-not-published}, {@code course-not-free},
     *     {@code course-full}, {@code enrollment-state} if the student is enrolled already
     */
    record EnrollDirectly(@TargetAggregateIdentifier UUID enrollmentId, UUID studentId, UUID courseId)
            implements EnrollmentCommand {}

    /**
     * How far the student has come with a material. Answers with {@link ProgressResult}.
     *
     * @param timeSpentSeconds in all, not since the last time
     * @throws io.medicaledu.shared.Problem {@code not-found}, {@code enrollment-state} if it is not active
     */
    record RecordProgress(
            @TargetAggregateIdentifier UUID enrollmentId, UUID materialId, int timeSpentSeconds, boolean isCompleted)
            implements EnrollmentCommand {}

    /** @param progressPercentage 0 to 100 of the required materials, two decimals */
    record ProgressResult(UUID enrollmentId, UUID materialId, boolean isCompleted, BigDecimal progressPercentage) {}
}
