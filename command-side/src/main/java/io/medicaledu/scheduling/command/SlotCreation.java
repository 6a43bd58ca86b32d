package io.medicaledu.scheduling.command;

import io.medicaledu.catalog.command.CourseTerms;
import io.medicaledu.catalog.command.CourseTermsTable;
import io.medicaledu.identity.api.Actor;
import io.medicaledu.scheduling.api.SlotCommand.CreateSlot;
import io.medicaledu.shared.Money;
import io.medicaledu.shared.Problem;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.messaging.MetaData;
import org.axonframework.modelling.command.Repository;
import org.springframework.stereotype.Component;

/** Opens a slot of a course and claims the instructor's time for it, in one transaction. */
@Component
class SlotCreation {

    private static final Duration LONGEST = Duration.ofDays(7);

    private final CourseTermsTable courses;
    private final SlotClaims claims;
    private final Repository<AvailabilitySlot> slots;
    private final Clock clock;

    SlotCreation(
            CourseTermsTable courses,
            SlotClaims claims,
            Repository<AvailabilitySlot> availabilitySlotRepository,
            Clock clock) {
        this.courses = courses;
        this.claims = claims;
        this.slots = availabilitySlotRepository;
        this.clock = clock;
    }

    @CommandHandler
    UUID handle(CreateSlot command, MetaData metaData) throws Exception {
        validateTimes(command);
        CourseTerms course = courses.require(command.courseId());
        validateOwner(course, Actor.of(metaData));
        Money price = command.price() == null ? course.price() : command.price();
        if (!price.currency().equals(course.price().currency())) {
            throw Problem.invalid(
                    "price.currency",
                    "must be the course's currency " + course.price().currency());
        }
        claims.claim(command.slotId(), course.instructorId(), command.startTime(), command.endTime());
        slots.newInstance(() -> new AvailabilitySlot(command, course.instructorId(), price));
        return command.slotId();
    }

    private void validateTimes(CreateSlot command) {
        if (!command.startTime().isAfter(clock.instant())) {
            throw Problem.invalid("startTimeUtc", "must be in the future");
        }
        if (!command.endTime().isAfter(command.startTime())) {
            throw Problem.invalid("endTimeUtc", "must be after startTimeUtc");
        }
        if (Duration.between(command.startTime(), command.endTime()).compareTo(LONGEST) > 0) {
            throw Problem.invalid("endTimeUtc", "must be at most 7 days after startTimeUtc");
        }
    }

    private static void validateOwner(CourseTerms course, Actor actor) {
        if (!course.published() && !actor.is(course.instructorId()) && !actor.isAdmin() && !actor.isSystem()) {
            throw Problem.notFound("course");
        }
        actor.requireOwner(course.instructorId());
    }
}
