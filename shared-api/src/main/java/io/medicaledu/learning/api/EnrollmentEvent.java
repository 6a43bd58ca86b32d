package io.medicaledu.learning.api;

import java.time.Instant;
import java.util.UUID;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/** What can happen to an enrollment. */
public sealed interface EnrollmentEvent {

    UUID enrollmentId();

    /** @param bookingId the confirmed booking it follows from; null for a free course or by an admin */
    @Revision("1")
    record StudentEnrolled(
            UUID enrollmentId,
            UUID studentId,
            UUID courseId,
            @Nullable UUID bookingId) implements EnrollmentEvent {}

    /** One more booking that the enrollment follows from. */
    @Revision("1")
    record EnrollmentBookingAdded(UUID enrollmentId, UUID bookingId) implements EnrollmentEvent {}

    /** The booking was cancelled or refunded. */
    @Revision("1")
    record EnrollmentBookingWithdrawn(UUID enrollmentId, UUID bookingId) implements EnrollmentEvent {}

    /** No booking is left that it follows from. */
    @Revision("1")
    record EnrollmentDeactivated(UUID enrollmentId, UUID studentId, UUID courseId) implements EnrollmentEvent {}

    @Revision("1")
    record EnrollmentReactivated(UUID enrollmentId, UUID studentId, UUID courseId) implements EnrollmentEvent {}

    /** @param timeSpentSeconds in all */
    @Revision("1")
    record MaterialProgressed(
            UUID enrollmentId, UUID materialId, int timeSpentSeconds, boolean isCompleted, Instant recordedAt)
            implements EnrollmentEvent {}

    /** Every required material is completed. Happens once. */
    @Revision("1")
    record CourseCompleted(UUID enrollmentId, UUID studentId, UUID courseId, Instant completedAt)
            implements EnrollmentEvent {}
}
