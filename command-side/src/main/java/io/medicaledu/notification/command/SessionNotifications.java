package io.medicaledu.notification.command;

import io.medicaledu.booking.command.BookingFacts;
import io.medicaledu.catalog.command.CourseTermsTable;
import io.medicaledu.kernel.calendar.CalendarEntry;
import io.medicaledu.notification.api.NotificationCommand.NotifyOfSession;
import io.medicaledu.notification.api.NotificationCommand.SessionNews;
import io.medicaledu.notification.api.NotificationType;
import io.medicaledu.notification.command.Contacts.Contact;
import io.medicaledu.notification.command.NotificationWriter.Draft;
import io.medicaledu.notification.command.NotificationWriter.Notice;
import io.medicaledu.scheduling.command.AvailabilitySlot;
import io.medicaledu.shared.command.Aggregates;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.modelling.command.Aggregate;
import org.axonframework.modelling.command.Repository;
import org.springframework.stereotype.Component;

/** What an instructor is told about a session as a whole, and about many of its bookings at once. */
@Component
class SessionNotifications {

    private final NotificationWriter writer;
    private final ScheduledNotifications scheduled;
    private final SessionDigests digests;
    private final SessionReminders reminders;
    private final Repository<AvailabilitySlot> slots;
    private final Contacts contacts;
    private final CourseTermsTable courses;
    private final Clock clock;

    SessionNotifications(
            NotificationWriter writer,
            ScheduledNotifications scheduled,
            SessionDigests digests,
            SessionReminders reminders,
            Repository<AvailabilitySlot> availabilitySlotRepository,
            Contacts contacts,
            CourseTermsTable courses,
            Clock clock) {
        this.writer = writer;
        this.scheduled = scheduled;
        this.digests = digests;
        this.reminders = reminders;
        this.slots = availabilitySlotRepository;
        this.contacts = contacts;
        this.courses = courses;
        this.clock = clock;
    }

    /** A change of a booking: by itself, together with others later, or nothing as that will be told anyway. */
    Optional<Draft> ofBooking(BookingFacts.Facts booking, String course, Draft alone) {
        SessionDigests.Telling telling =
                digests.add(booking.slotId(), alone.reader().userId(), booking.sessionStart());
        return telling.atOnce()
                ? Optional.of(alone)
                : telling.digest()
                        .map(due -> Draft.of(
                                alone.reader(),
                                new Notice(
                                        NotificationType.BookingConfirmation,
                                        "digest " + booking.slotId() + " " + due,
                                        "ManyForInstructor",
                                        Map.of("course", course, "time", time(booking.sessionStart(), alone.reader())),
                                        "Slot",
                                        booking.slotId(),
                                        due)));
    }

    /** A session that was cancelled or moved is told once, however many have booked it. */
    @CommandHandler
    void handle(NotifyOfSession command) throws Exception {
        Aggregate<AvailabilitySlot> slot = Aggregates.load(slots, command.slotId(), "slot");
        AvailabilitySlot.Offer offer = slot.invoke(AvailabilitySlot::offer);
        boolean isCancelled = command.news() == SessionNews.Cancelled;
        if (isCancelled) {
            scheduled.cancelAllOf(command.slotId());
        } else {
            reminders.renew(command.slotId(), null, false, command.cause());
        }
        Optional<Contact> instructor = contacts.find(offer.instructorId());
        if (instructor.isPresent() && (isCancelled || slot.invoke(AvailabilitySlot::hasParticipants))) {
            String course = courses.title(offer.courseId());
            writer.write(List.of(draft(command, offer, instructor.get(), course)
                    .with(entry(command.slotId(), course, isCancelled))));
        }
    }

    private Draft draft(NotifyOfSession command, AvailabilitySlot.Offer offer, Contact reader, String course) {
        Map<String, String> values = new HashMap<>(Map.of("course", course, "time", time(offer.startTime(), reader)));
        if (command.formerStart() != null) {
            values.put("former", time(command.formerStart(), reader));
        }
        NotificationType type = command.news() == SessionNews.Cancelled
                ? NotificationType.BookingCancellation
                : NotificationType.BookingRescheduled;
        return Draft.of(
                reader,
                new Notice(type, command.cause(), "SessionForInstructor", values, "Slot", command.slotId(), null));
    }

    private static String time(Instant time, Contact reader) {
        return NotificationTexts.localTime(time, reader.timeZone(), NotificationWriter.LANGUAGE);
    }

    /** The session in the instructor's calendar: one, however many have booked it. */
    CalendarEntry entry(UUID slotId, String course, boolean cancelled) {
        Aggregate<AvailabilitySlot> slot = Aggregates.load(slots, slotId, "slot");
        AvailabilitySlot.Offer offer = slot.invoke(AvailabilitySlot::offer);
        return new CalendarEntry(
                "slot-" + slotId + "@medicaledu",
                clock.instant(),
                offer.startTime(),
                offer.endTime(),
                course,
                slot.invoke(AvailabilitySlot::meetingUrl),
                cancelled);
    }
}
