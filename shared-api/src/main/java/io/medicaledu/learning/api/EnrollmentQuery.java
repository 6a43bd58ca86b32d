package io.medicaledu.learning.api;

import io.medicaledu.identity.api.Caller;
import io.medicaledu.shared.PageRequest;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What can be known of enrollments: by their student and by admins. */
public sealed interface EnrollmentQuery {

    /** Answers {@link EnrollmentView}. */
    record FindEnrollment(UUID enrollmentId, Caller caller) implements EnrollmentQuery {}

    /** Answers a page of {@link EnrollmentView}, newest first. */
    record FindEnrollments(
            @Nullable UUID studentId, @Nullable UUID courseId, Caller caller, PageRequest page)
            implements EnrollmentQuery {}

    /** Answers {@link EnrollmentProgress}; also for the course's instructor. */
    record FindProgress(UUID enrollmentId, Caller caller) implements EnrollmentQuery {}
}
