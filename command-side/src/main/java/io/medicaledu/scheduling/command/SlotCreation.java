package io.medicaledu.scheduling.command;

import io.medicaledu.catalog.command.CourseTerms;
import io.medicaledu.catalog.command.CourseTermsTable;
import io.medicaledu.catalog.command.PriceLimits;
import io.medicaledu.identity.api.Actor;
import io.medicaledu.scheduling.api.SlotCommand.CreateSlot;
import io.medicaledu.shared.Money;
import java.time.Clock;
import java.util.UUID;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.messaging.MetaData;
import org.axonframework.modelling.command.Repository;
import org.springframework.stereotype.Component;

/** Opens a slot of a course and claims the instructor's time for it, in one transaction. */
@Component
class SlotCreation {

    private final CourseTermsTable courses;
    private final PriceLimits prices;
    private final SlotClaims claims;
    private final Repository<AvailabilitySlot> slots;
    private final Clock clock;

    SlotCreation(
            CourseTermsTable courses,
            PriceLimits prices,
            SlotClaims claims,
            Repository<AvailabilitySlot> availabilitySlotRepository,
            Clock clock) {
        this.courses = courses;
        this.prices = prices;
        this.claims = claims;
        this.slots = availabilitySlotRepository;
        this.clock = clock;
    }

    @CommandHandler
    UUID handle(CreateSlot command, MetaData metaData) throws Exception {
        SlotTimes.validate(command.startTime(), command.endTime(), clock.instant());
        CourseTerms course = courses.require(command.courseId());
        course.requireTeacher(Actor.of(metaData));
        course.sale().requireTaught();
        Money price = course.priceOr(command.price(), prices);
        claims.claim(
                command.slotId(),
                course.instructorId(),
                command.startTime(),
                command.endTime().plus(course.rules().buffer()));
        slots.newInstance(() -> new AvailabilitySlot(command, course.instructorId(), price))
                .execute(it -> it.meetAt(command.meetingUrl()));
        return command.slotId();
    }
}
