package io.medicaledu.scheduling.command;

import io.medicaledu.catalog.api.CourseCommand.HandOverCourse;
import io.medicaledu.catalog.command.CourseOwners;
import io.medicaledu.identity.api.Leaving;
import io.medicaledu.identity.command.Instructors;
import io.medicaledu.identity.command.Teaching;
import io.medicaledu.shared.Problem;
import io.medicaledu.shared.ProblemCode;
import io.medicaledu.shared.command.Aggregates;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.messaging.MetaData;
import org.axonframework.modelling.command.Aggregate;
import org.axonframework.modelling.command.Repository;
import org.springframework.stereotype.Component;

/**
 * Gives courses, with their sessions that are not over, to another instructor, and sees to those of an instructor who
 * leaves: all in one transaction. The slots are loaded first, so that nobody books one of them meanwhile.
 */
@Component
class HandingOver implements Teaching {

    private final CourseOwners courses;
    private final Instructors instructors;
    private final SlotClaims claims;
    private final SlotEditing editing;
    private final Repository<AvailabilitySlot> slots;
    private final Clock clock;

    HandingOver(
            CourseOwners courses,
            Instructors instructors,
            SlotClaims claims,
            SlotEditing editing,
            Repository<AvailabilitySlot> availabilitySlotRepository,
            Clock clock) {
        this.courses = courses;
        this.instructors = instructors;
        this.claims = claims;
        this.editing = editing;
        this.slots = availabilitySlotRepository;
        this.clock = clock;
    }

    @CommandHandler
    void handle(HandOverCourse command, MetaData metaData) {
        courses.requireMayChange(command.courseId(), metaData);
        courses.close(List.of(command.courseId()));
        handOver(courses.ownerOf(command.courseId()), command.instructorId(), List.of(command.courseId()));
    }

    private void handOver(UUID from, UUID to, List<UUID> courseIds) {
        instructors.keepActive(to);
        if (from.equals(to)) {
            return;
        }
        Set<UUID> handedOver = new HashSet<>(courseIds);
        List<UUID> moved = new ArrayList<>();
        for (UUID slotId : claims.notOverOf(from, clock.instant())) {
            Aggregate<AvailabilitySlot> slot = Aggregates.load(slots, slotId, "slot");
            if (handedOver.contains(slot.invoke(AvailabilitySlot::courseId))) {
                slot.execute(it -> it.handOver(to));
                moved.add(slotId);
            }
        }
        claims.handOver(moved, to);
        courseIds.forEach(course -> courses.handOver(course, to));
    }

    @Override
    public void end(UUID instructorId, Leaving leaving) {
        instructors.prepareToLeave(instructorId);
        List<UUID> courseIds = courses.coursesOf(instructorId);
        courses.close(courseIds);
        UUID successor = leaving.handOverTo();
        if (successor != null) {
            if (successor.equals(instructorId)) {
                throw Problem.invalid("handOverTo", "must be another instructor");
            }
            handOver(instructorId, successor, courseIds);
            return;
        }
        List<UUID> upcoming = claims.upcomingOf(instructorId, clock.instant());
        if (leaving.cancelsSessions()) {
            editing.cancel(upcoming, "The instructor is no longer here");
        } else {
            requireNotBooked(upcoming);
        }
        courseIds.forEach(courses::unpublish);
    }

    private void requireNotBooked(List<UUID> slotIds) {
        Instant now = clock.instant();
        long booked = slotIds.stream()
                .map(id -> Aggregates.load(slots, id, "slot"))
                .filter(slot -> slot.invoke(it -> it.isBooked() && it.isUpcoming(now)))
                .count();
        if (booked > 0) {
            throw new Problem(
                    ProblemCode.INSTRUCTOR_HAS_BOOKINGS,
                    "Sessions to come that are booked: " + booked
                            + "; say handOverTo another instructor, or cancelBookings");
        }
    }
}
