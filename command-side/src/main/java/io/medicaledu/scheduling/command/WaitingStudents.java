package io.medicaledu.scheduling.command;

import io.medicaledu.catalog.command.CourseTerms;
import io.medicaledu.catalog.command.CourseTermsTable;
import io.medicaledu.scheduling.api.SlotEvent.WaitlistJoined;
import io.medicaledu.scheduling.api.WaitlistCommand.CloseWaitlists;
import io.medicaledu.scheduling.api.WaitlistCommand.ExpireOffer;
import io.medicaledu.scheduling.api.WaitlistCommand.JoinWaitlist;
import io.medicaledu.scheduling.api.WaitlistCommand.LeaveWaitlist;
import io.medicaledu.scheduling.api.WaitlistCommand.LeaveWaitlists;
import io.medicaledu.scheduling.api.WaitlistCommand.PauseWaitlists;
import io.medicaledu.scheduling.api.WaitlistCommand.ResumeWaitlists;
import io.medicaledu.shared.Problem;
import io.medicaledu.shared.ProblemCode;
import io.medicaledu.shared.command.Aggregates;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.modelling.command.Aggregate;
import org.axonframework.modelling.command.Repository;
import org.springframework.stereotype.Component;

/** Lets students wait for a seat of a full slot. The slot itself guards the line, as it guards its seats. */
@Component
class WaitingStudents {

    private final Repository<AvailabilitySlot> slots;
    private final CourseTermsTable courses;
    private final SlotWaiters waiters;
    private final WaitlistProperties properties;
    private final Clock clock;

    WaitingStudents(
            Repository<AvailabilitySlot> availabilitySlotRepository,
            CourseTermsTable courses,
            SlotWaiters waiters,
            WaitlistProperties properties,
            Clock clock) {
        this.slots = availabilitySlotRepository;
        this.courses = courses;
        this.waiters = waiters;
        this.properties = properties;
        this.clock = clock;
    }

    @CommandHandler
    int handle(JoinWaitlist command) {
        Instant now = clock.instant();
        Aggregate<AvailabilitySlot> slot = Aggregates.load(slots, command.slotId(), "slot");
        AvailabilitySlot.Offer offer = slot.invoke(AvailabilitySlot::offer);
        CourseTerms course = courses.require(offer.courseId());
        course.sale().requireOpen();
        course.sale().requireOpenFor(offer.startTime(), now);
        if (command.studentId().equals(offer.instructorId())) {
            throw new Problem(ProblemCode.OWN_SLOT, "An instructor cannot wait for an own slot");
        }
        WaitlistJoined joining = new WaitlistJoined(
                command.slotId(),
                command.studentId(),
                offer.courseId(),
                now,
                course.rules().minimumNoticeMinutes(),
                Math.toIntExact(properties.offerTime().toSeconds()));
        return slot.invoke(it -> it.joinWaitlist(joining, properties.mostWaiting()));
    }

    @CommandHandler
    void handle(LeaveWaitlist command) {
        Aggregates.load(slots, command.slotId(), "slot")
                .execute(it -> it.leaveWaitlist(command.studentId(), clock.instant()));
    }

    @CommandHandler
    void handle(LeaveWaitlists command) {
        for (UUID slotId : waiters.slotsOf(command.studentId())) {
            Aggregates.load(slots, slotId, "slot")
                    .execute(it -> it.leaveWaitlist(command.studentId(), clock.instant()));
        }
    }

    @CommandHandler
    void handle(PauseWaitlists command) {
        if (!courses.isOnSale(command.courseId())) {
            Instant now = clock.instant();
            ofCourse(command.courseId()).forEach(slot -> slot.execute(it -> it.pauseWaitlist(now)));
        }
    }

    @CommandHandler
    void handle(CloseWaitlists command) {
        ofCourse(command.courseId()).forEach(slot -> slot.execute(AvailabilitySlot::closeWaitlist));
    }

    @CommandHandler
    void handle(ResumeWaitlists command) {
        if (courses.isOnSale(command.courseId())) {
            Instant now = clock.instant();
            ofCourse(command.courseId()).forEach(slot -> slot.execute(it -> it.resumeWaitlist(now)));
        }
    }

    private List<Aggregate<AvailabilitySlot>> ofCourse(UUID courseId) {
        return waiters.slotsOfCourse(courseId).stream()
                .map(id -> Aggregates.load(slots, id, "slot"))
                .toList();
    }

    @CommandHandler
    void handle(ExpireOffer command) {
        Aggregates.load(slots, command.slotId(), "slot")
                .execute(it -> it.expireOffer(command.studentId(), command.until(), clock.instant()));
    }
}
