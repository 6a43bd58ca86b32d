package io.medicaledu.audit.query;

import io.medicaledu.learning.api.EnrollmentEvent;
import io.medicaledu.learning.api.EnrollmentEvent.CourseCompleted;
import io.medicaledu.learning.api.EnrollmentEvent.EnrollmentBookingAdded;
import io.medicaledu.learning.api.EnrollmentEvent.EnrollmentBookingWithdrawn;
import io.medicaledu.learning.api.EnrollmentEvent.EnrollmentDeactivated;
import io.medicaledu.learning.api.EnrollmentEvent.EnrollmentReactivated;
import io.medicaledu.learning.api.EnrollmentEvent.MaterialProgressed;
import io.medicaledu.learning.api.EnrollmentEvent.StudentEnrolled;
import io.medicaledu.shared.Ids;
import java.time.Instant;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** What events of enrollments do to {@code enrollments} and {@code course_progress}. */
final class EnrollmentChanges {

    private EnrollmentChanges() {}

    static List<RowChange> of(EnrollmentEvent event, Instant at) {
        return switch (event) {
            case StudentEnrolled e ->
                List.of(enrollment(e)
                        .set("studentId", e.studentId())
                        .set("courseId", e.courseId())
                        .set("bookingId", e.bookingId())
                        .set("isActive", true)
                        .set("enrolledAt", at));
            case EnrollmentDeactivated e -> List.of(enrollment(e).set("isActive", false));
            case EnrollmentReactivated e -> List.of(enrollment(e).set("isActive", true));
            case CourseCompleted e -> List.of(enrollment(e).set("completedAt", e.completedAt()));
            case MaterialProgressed e ->
                List.of(
                        new RowChange("CourseProgress", Ids.derive("course-progress", e.enrollmentId(), e.materialId()))
                                .set("enrollmentId", e.enrollmentId())
                                .set("courseMaterialId", e.materialId())
                                .set("isCompleted", e.isCompleted())
                                .set("timeSpentSeconds", e.timeSpentSeconds())
                                .derive(progress -> complete(progress, e)),
                        enrollment(e).set("lastAccessedAt", e.recordedAt()));
            case EnrollmentBookingAdded ignored -> List.of();
            case EnrollmentBookingWithdrawn ignored -> List.of();
        };
    }

    private static RowChange enrollment(EnrollmentEvent event) {
        return new RowChange("Enrollment", event.enrollmentId());
    }

    /** It stays completed since the first time, unless it is taken back. */
    private static void complete(ObjectNode progress, MaterialProgressed event) {
        if (!event.isCompleted()) {
            progress.putNull("completedAt");
        } else if (!progress.hasNonNull("completedAt")) {
            progress.put("completedAt", RowChange.stored(event.recordedAt()).toString());
        }
    }
}
