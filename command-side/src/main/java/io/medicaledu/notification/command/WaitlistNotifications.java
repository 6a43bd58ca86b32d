package io.medicaledu.notification.command;

import io.medicaledu.catalog.command.CourseTermsTable;
import io.medicaledu.notification.api.NotificationCommand.NotifyOfSeat;
import io.medicaledu.notification.api.NotificationCommand.NotifyWaiters;
import io.medicaledu.notification.api.NotificationCommand.WaiterNews;
import io.medicaledu.notification.api.NotificationType;
import io.medicaledu.notification.command.Contacts.Contact;
import io.medicaledu.notification.command.NotificationWriter.Draft;
import io.medicaledu.notification.command.NotificationWriter.Notice;
import io.medicaledu.scheduling.command.AvailabilitySlot;
import io.medicaledu.scheduling.command.SlotWaiters;
import io.medicaledu.shared.command.Aggregates;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.modelling.command.Repository;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What those are told who wait for a seat. */
@Component
class WaitlistNotifications {

    private final NotificationWriter writer;
    private final Contacts contacts;
    private final CourseTermsTable courses;
    private final Repository<AvailabilitySlot> slots;
    private final SlotWaiters waiters;

    WaitlistNotifications(
            NotificationWriter writer,
            Contacts contacts,
            CourseTermsTable courses,
            Repository<AvailabilitySlot> availabilitySlotRepository,
            SlotWaiters waiters) {
        this.writer = writer;
        this.contacts = contacts;
        this.courses = courses;
        this.slots = availabilitySlotRepository;
        this.waiters = waiters;
    }

    @CommandHandler
    void handle(NotifyOfSeat command) throws Exception {
        tell(
                command.slotId(),
                command.studentId(),
                command.news().name(),
                times("until", command.until()),
                command.cause());
    }

    @CommandHandler
    void handle(NotifyWaiters command) throws Exception {
        List<UUID> told = command.news() == WaiterNews.WaitlistEnded
                ? waiters.removeAll(command.slotId())
                : waiters.of(command.slotId());
        for (UUID studentId : told) {
            if (command.except().contains(studentId)) {
                continue;
            }
            tell(
                    command.slotId(),
                    studentId,
                    command.news().name(),
                    times("former", command.formerStart()),
                    command.cause());
        }
    }

    private static Map<String, Instant> times(String name, @Nullable Instant time) {
        return time == null ? Map.of() : Map.of(name, time);
    }

    private void tell(UUID slotId, UUID studentId, String variant, Map<String, Instant> times, String cause)
            throws Exception {
        Optional<Contact> reader = contacts.find(studentId);
        if (reader.isEmpty()) {
            return;
        }
        AvailabilitySlot.Offer slot = Aggregates.load(slots, slotId, "slot").invoke(AvailabilitySlot::offer);
        Map<String, String> values = new HashMap<>(Map.of(
                "course",
                courses.title(slot.courseId()),
                "time",
                NotificationTexts.localTime(slot.startTime(), reader.get().timeZone(), NotificationWriter.LANGUAGE)));
        times.forEach((name, time) -> values.put(
                name, NotificationTexts.localTime(time, reader.get().timeZone(), NotificationWriter.LANGUAGE)));
        writer.write(List.of(Draft.of(
                reader.get(),
                new Notice(NotificationType.GeneralAnnouncement, cause, variant, values, "Slot", slotId, null))));
    }
}
