package io.medicaledu.app.demo;

import io.medicaledu.catalog.api.BookingRules;
import io.medicaledu.catalog.api.CancellationPolicy;
import io.medicaledu.catalog.api.CourseCommand.CreateCourse;
import io.medicaledu.catalog.api.CourseCommand.PublishCourse;
import io.medicaledu.identity.api.EmailAddress;
import io.medicaledu.identity.api.PersonName;
import io.medicaledu.identity.api.UserCommand.RegisterUser;
import io.medicaledu.scheduling.api.SlotCommand.CreateSlot;
import io.medicaledu.shared.Ids;
import io.medicaledu.shared.command.Commands;
import io.medicaledu.shared.command.RequestContext;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZonedDateTime;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.UUID;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;

/**
 * Makes the sample data by the same commands that clients send. Ids are derived, so a restart adds only what is
 * missing, e.g. the slots of the weeks that have come into view since.
 */
@Component
@ConditionalOnProperty("medicaledu.demo.enabled")
class DemoData {

    private static final int WEEKS = 4;

    private final Commands commands;
    private final EventStore events;
    private final PasswordEncoder passwords;
    private final DemoProperties properties;
    private final DemoActivity activity;
    private final Clock clock;

    DemoData(
            Commands commands,
            EventStore events,
            PasswordEncoder passwords,
            DemoProperties properties,
            DemoActivity activity,
            Clock clock) {
        this.commands = commands;
        this.events = events;
        this.passwords = passwords;
        this.properties = properties;
        this.activity = activity;
        this.clock = clock;
    }

    void create() {
        RequestContext.bind(RequestContext.ofProcess("demo-data", null));
        try {
            DemoUser.others().forEach(this::register);
            DemoUser.instructors().forEach(this::register);
            DemoCourse.all().forEach(this::publish);
            activity.create();
        } finally {
            RequestContext.bind(null);
        }
    }

    private void register(DemoUser user) {
        if (isMissing(user.id())) {
            commands.send(new RegisterUser(
                    user.id(),
                    new EmailAddress(user.email()),
                    new PersonName(user.name()),
                    user.role(),
                    user.timeZone(),
                    passwords.encode(properties.password())));
        }
    }

    private void publish(DemoCourse course) {
        DemoUser instructor = DemoUser.instructors().get(course.instructor());
        if (isMissing(course.id())) {
            commands.send(new CreateCourse(
                    course.id(), instructor.id(), course.details(), CancellationPolicy.DEFAULT, BookingRules.NONE));
            activity.addMaterials(course);
            commands.send(new PublishCourse(course.id()));
        }
        for (ZonedDateTime start : sessions(course, instructor)) {
            UUID slotId = Ids.derive("demo-slot", course.id(), start.toInstant());
            if (isMissing(slotId)) {
                commands.send(slot(course, slotId, start.toInstant()));
            }
        }
    }

    private static CreateSlot slot(DemoCourse course, UUID slotId, Instant start) {
        Integer minutes = course.details().durationMinutes();
        return new CreateSlot(
                slotId,
                course.id(),
                start,
                start.plusSeconds(60L * (minutes == null ? 60 : minutes)),
                null,
                course.seats(),
                null,
                null);
    }

    /** Once a week for four weeks, at the same time on the instructor's clock. */
    private List<ZonedDateTime> sessions(DemoCourse course, DemoUser instructor) {
        LocalDate tomorrow =
                LocalDate.ofInstant(clock.instant(), instructor.timeZone()).plusDays(1);
        LocalDate first = tomorrow.with(TemporalAdjusters.nextOrSame(DayOfWeek.of(course.weekday())));
        return first.datesUntil(tomorrow.plusWeeks(WEEKS), Period.ofWeeks(1))
                .map(day -> ZonedDateTime.of(day, course.startLocal(), instructor.timeZone()))
                .toList();
    }

    private boolean isMissing(UUID aggregateId) {
        return events.lastSequenceNumberFor(aggregateId.toString()).isEmpty();
    }
}
