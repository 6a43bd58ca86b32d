package io.medicaledu.learning.command;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.medicaledu.identity.api.Actor;
import io.medicaledu.learning.api.EnrollmentCommand.EnrollDirectly;
import io.medicaledu.learning.api.EnrollmentCommand.EnrollStudent;
import io.medicaledu.learning.api.EnrollmentCommand.ProgressResult;
import io.medicaledu.learning.api.EnrollmentCommand.RecordProgress;
import io.medicaledu.learning.api.EnrollmentEvent.CourseCompleted;
import io.medicaledu.learning.api.EnrollmentEvent.EnrollmentBookingAdded;
import io.medicaledu.learning.api.EnrollmentEvent.EnrollmentBookingWithdrawn;
import io.medicaledu.learning.api.EnrollmentEvent.EnrollmentDeactivated;
import io.medicaledu.learning.api.EnrollmentEvent.EnrollmentReactivated;
import io.medicaledu.learning.api.EnrollmentEvent.MaterialProgressed;
import io.medicaledu.learning.api.EnrollmentEvent.StudentEnrolled;
import io.medicaledu.shared.Problem;
import io.medicaledu.shared.ProblemCode;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;

/**
 * A student's place on a course. Its id is derived from both, so that there can be only one. It is active as long as a
 * booking supports it, or for good if it needed none.
 */
@Aggregate
class Enrollment {

    @AggregateIdentifier
    private @Nullable UUID enrollmentId;

    private UUID studentId;
    private UUID courseId;
    private boolean active;
    private boolean direct;
    private boolean completed;
    private final Set<UUID> bookings = new HashSet<>();
    private final Map<UUID, Progress> progress = new HashMap<>();

    private record Progress(int timeSpentSeconds, boolean completed) {}

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    UUID handle(EnrollStudent command) {
        if (enrollmentId == null) {
            apply(new StudentEnrolled(
                    command.enrollmentId(), command.studentId(), command.courseId(), command.bookingId()));
        } else if (!bookings.contains(command.bookingId())) {
            apply(new EnrollmentBookingAdded(enrollmentId, command.bookingId()));
            reactivate();
        }
        return command.enrollmentId();
    }

    /** @throws Problem {@code enrollment-state} if it is active */
    void enrollDirectly(EnrollDirectly command) {
        if (enrollmentId == null) {
            apply(new StudentEnrolled(command.enrollmentId(), command.studentId(), command.courseId(), null));
        } else if (active) {
            throw new Problem(ProblemCode.ENROLLMENT_STATE, "The student is enrolled already");
        } else {
            reactivate();
        }
    }

    private void reactivate() {
        if (!active) {
            apply(new EnrollmentReactivated(id(), studentId, courseId));
        }
    }

    /** Ends with the last booking that it follows from. */
    void withdraw(UUID bookingId) {
        if (!bookings.contains(bookingId)) {
            return;
        }
        apply(new EnrollmentBookingWithdrawn(id(), bookingId));
        if (bookings.isEmpty() && active && !direct) {
            apply(new EnrollmentDeactivated(id(), studentId, courseId));
        }
    }

    /**
     * @param required the materials of the course, and whether each of them is required
     * @throws Problem {@code not-found}, {@code enrollment-state}
     */
    ProgressResult record(RecordProgress command, Actor actor, Map<UUID, Boolean> required, Instant now) {
        if (!actor.is(studentId)) {
            throw Problem.notFound("enrollment");
        }
        if (!active) {
            throw new Problem(ProblemCode.ENROLLMENT_STATE, "The enrollment is not active");
        }
        if (!required.containsKey(command.materialId())) {
            throw Problem.notFound("material");
        }
        Progress reached = new Progress(command.timeSpentSeconds(), command.isCompleted());
        if (!reached.equals(progress.get(command.materialId()))) {
            apply(new MaterialProgressed(
                    id(), command.materialId(), command.timeSpentSeconds(), command.isCompleted(), now));
        }
        BigDecimal percentage = CourseProgress.percentage(required, completedMaterials());
        if (!completed && percentage.compareTo(CourseProgress.ALL) == 0) {
            apply(new CourseCompleted(id(), studentId, courseId, now));
        }
        return new ProgressResult(id(), command.materialId(), command.isCompleted(), percentage);
    }

    private Set<UUID> completedMaterials() {
        return progress.entrySet().stream()
                .filter(each -> each.getValue().completed())
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    private UUID id() {
        return Objects.requireNonNull(enrollmentId);
    }

    UUID studentId() {
        return studentId;
    }

    UUID courseId() {
        return courseId;
    }

    /** A course that was completed can be rated even if the enrollment has ended. */
    boolean mayRate() {
        return active || completed;
    }

    @EventSourcingHandler
    void on(StudentEnrolled event) {
        enrollmentId = event.enrollmentId();
        studentId = event.studentId();
        courseId = event.courseId();
        active = true;
        if (event.bookingId() == null) {
            direct = true;
        } else {
            bookings.add(event.bookingId());
        }
    }

    @EventSourcingHandler
    void on(EnrollmentBookingAdded event) {
        bookings.add(event.bookingId());
    }

    @EventSourcingHandler
    void on(EnrollmentBookingWithdrawn event) {
        bookings.remove(event.bookingId());
    }

    @EventSourcingHandler
    void on(EnrollmentDeactivated event) {
        active = false;
    }

    @EventSourcingHandler
    void on(EnrollmentReactivated event) {
        active = true;
        direct = bookings.isEmpty();
    }

    @EventSourcingHandler
    void on(MaterialProgressed event) {
        progress.put(event.materialId(), new Progress(event.timeSpentSeconds(), event.isCompleted()));
    }

    @EventSourcingHandler
    void on(CourseCompleted event) {
        completed = true;
    }

    @SuppressWarnings("NullAway.Init") // Axon's: filled by the events
    Enrollment() {}
}
