package io.medicaledu.learning.command;

import io.medicaledu.shared.Ids;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.axonframework.modelling.command.Aggregate;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.modelling.command.Repository;
import org.springframework.stereotype.Component;

/** What other features ask of enrollments, in their own transaction. */
@Component
public class EnrollmentAccess {

    private final Repository<Enrollment> enrollments;
    private final LearningProperties properties;

    EnrollmentAccess(Repository<Enrollment> enrollmentRepository, LearningProperties properties) {
        this.enrollments = enrollmentRepository;
        this.properties = properties;
    }

    /** Takes a booking, and those it replaced, from the enrollment that followed from them. */
    public void withdraw(UUID studentId, UUID courseId, List<UUID> bookingIds) {
        if (properties.deactivateOnRefund()) {
            find(studentId, courseId)
                    .ifPresent(enrollment ->
                            bookingIds.forEach(bookingId -> enrollment.execute(it -> it.withdraw(bookingId))));
        }
    }

    /** True for a student who is enrolled, or has completed the course. */
    public boolean mayRate(UUID studentId, UUID courseId) {
        return find(studentId, courseId)
                .filter(enrollment -> enrollment.invoke(Enrollment::mayRate))
                .isPresent();
    }

    private Optional<Aggregate<Enrollment>> find(UUID studentId, UUID courseId) {
        try {
            return Optional.of(
                    enrollments.load(Ids.enrollment(studentId, courseId).toString()));
        } catch (AggregateNotFoundException e) {
            return Optional.empty();
        }
    }
}
