package io.medicaledu.learning.query;

import io.medicaledu.learning.api.EnrollmentEvent.StudentEnrolled;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.ResetHandler;
import org.axonframework.eventhandling.SequenceNumber;
import org.axonframework.eventhandling.Timestamp;
import org.springframework.stereotype.Component;

/** Keeps {@code enrollments}. */
@Component
@ProcessingGroup("enrollments")
class EnrollmentProjection {

    private final EntityManager entities;

    EnrollmentProjection(EntityManager entities) {
        this.entities = entities;
    }

    @EventHandler
    void on(StudentEnrolled event, @Timestamp Instant at, @SequenceNumber long version) {
        EnrollmentRow row = new EnrollmentRow(event.enrollmentId(), event.studentId(), event.courseId(), at);
        row.bookingId = event.bookingId();
        row.isActive = true;
        row.version = version;
        entities.persist(row);
    }

    @ResetHandler
    void reset() {
        entities.createNativeQuery("TRUNCATE read_model.enrollments").executeUpdate();
    }
}
