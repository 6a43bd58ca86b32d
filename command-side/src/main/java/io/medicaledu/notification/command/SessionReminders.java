package io.medicaledu.notification.command;

import io.medicaledu.catalog.command.CourseTermsTable;
import io.medicaledu.notification.api.NotificationType;
import io.medicaledu.notification.command.Contacts.Contact;
import io.medicaledu.notification.command.NewNotifications.Scheduled;
import io.medicaledu.notification.command.NotificationWriter.Draft;
import io.medicaledu.notification.command.NotificationWriter.Notice;
import io.medicaledu.scheduling.command.AvailabilitySlot;
import io.medicaledu.shared.command.Aggregates;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import org.axonframework.modelling.command.Aggregate;
import org.axonframework.modelling.command.Repository;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The instructor's reminder of a session: one, an hour before it, however many are booked. */
@Component
class SessionReminders {

    private static final Duration BEFORE = Duration.ofHours(1);
    private static final String KEY = "reminder ";

    private final NotificationWriter writer;
    private final ScheduledNotifications scheduled;
    private final Repository<AvailabilitySlot> slots;
    private final Contacts contacts;
    private final CourseTermsTable courses;
    private final Clock clock;

    SessionReminders(
            NotificationWriter writer,
            ScheduledNotifications scheduled,
            Repository<AvailabilitySlot> availabilitySlotRepository,
            Contacts contacts,
            CourseTermsTable courses,
            Clock clock) {
        this.writer = writer;
        this.scheduled = scheduled;
        this.slots = availabilitySlotRepository;
        this.contacts = contacts;
        this.courses = courses;
        this.clock = clock;
    }

    /**
     * Makes the reminder say what is true now; there is none of a session that nobody has booked.
     *
     * @param meetingUrl of a booking, for a session that has no address of its own
     * @param isNews whether the address is what has changed; if not, one that is known stays
     */
    void renew(UUID slotId, @Nullable String meetingUrl, boolean isNews, String cause) throws Exception {
        Aggregate<AvailabilitySlot> slot = Aggregates.load(slots, slotId, "slot");
        AvailabilitySlot.Offer offer = slot.invoke(AvailabilitySlot::offer);
        String ofSession = slot.invoke(AvailabilitySlot::meetingUrl);
        String url = ofSession == null ? meetingUrl : ofSession;
        Instant due = offer.startTime().minus(BEFORE);
        boolean isNeeded = isHeld(slot) && due.isAfter(clock.instant());
        String session = KEY + offer.startTime() + " " + offer.instructorId() + " ";
        String key = session + url;
        Predicate<Scheduled> isRight = it -> key.equals(it.key())
                || (url == null && !isNews && it.key() != null && it.key().startsWith(session));
        List<Scheduled> reminders = reminders(slotId);
        reminders.stream().filter(it -> !isNeeded || !isRight.test(it)).forEach(scheduled::cancel);
        if (isNeeded && reminders.stream().noneMatch(isRight)) {
            Optional<Contact> instructor = contacts.find(offer.instructorId());
            if (instructor.isPresent()) {
                writer.write(List.of(
                        draft(instructor.get(), slotId, offer, url, cause).keyed(key)));
            }
        }
    }

    private Draft draft(Contact reader, UUID slotId, AvailabilitySlot.Offer offer, @Nullable String url, String cause) {
        return Draft.of(
                reader,
                new Notice(
                        NotificationType.SessionReminder,
                        cause,
                        "",
                        Map.of(
                                "course",
                                courses.title(offer.courseId()),
                                "time",
                                NotificationTexts.localTime(
                                        offer.startTime(), reader.timeZone(), NotificationWriter.LANGUAGE),
                                "meeting",
                                NotificationTexts.place(url)),
                        "Slot",
                        slotId,
                        offer.startTime().minus(BEFORE)));
    }

    /** The last booking may be gone. */
    void cancelIfUnused(UUID slotId) {
        if (!isHeld(Aggregates.load(slots, slotId, "slot"))) {
            reminders(slotId).forEach(scheduled::cancel);
        }
    }

    private static boolean isHeld(Aggregate<AvailabilitySlot> slot) {
        Predicate<AvailabilitySlot> held = it -> it.hasParticipants() && !it.isCancelled();
        return slot.invoke(held::test);
    }

    private List<Scheduled> reminders(UUID slotId) {
        return scheduled.of(slotId).stream()
                .filter(it -> it.key() != null && it.key().startsWith(KEY))
                .toList();
    }
}
