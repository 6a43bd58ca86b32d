package io.medicaledu.learning.api;

import java.time.Instant;
import java.util.UUID;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/** What can happen to an enrollment. */
public sealed interface EnrollmentEvent {

    /** The enrollment; derived from student and course. */
    UUID enrollmentId();

    /**
     * A student takes part in a course, and sees its materials.
     *
     * @param studentId who takes part
     * @param bookingId the confirmed booking it follows from; null for a free course or by an admin
     */
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

    /** A booking has been added to an enrollment that had ended, or an admin has enrolled the student again. */
    @Revision("1")
    record EnrollmentReactivated(UUID enrollmentId, UUID studentId, UUID courseId) implements EnrollmentEvent {}

    /**
     * The student has worked with a material.
     *
     * @param materialId the material
     * @param timeSpentSeconds in all
     * @param isCompleted whether the student is done with it
     * @param recordedAt when
     */
    @Revision("1")
    record MaterialProgressed(
            UUID enrollmentId, UUID materialId, int timeSpentSeconds, boolean isCompleted, Instant recordedAt)
            implements EnrollmentEvent {}

    /**
     * Every required material is completed. Happens once.
     *
     * @param completedAt when
     */
    @Revision("1")
    record CourseCompleted(UUID enrollmentId, UUID studentId, UUID courseId, Instant completedAt)
            implements EnrollmentEvent {}
}
