package io.medicaledu.learning.api;

import java.util.UUID;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/** What can happen to an enrollment. */
public sealed interface EnrollmentEvent {

    UUID enrollmentId();

    @Revision("1")
    record StudentEnrolled(
            UUID enrollmentId,
            UUID studentId,
            UUID courseId,
            @Nullable UUID bookingId) implements EnrollmentEvent {}
}
