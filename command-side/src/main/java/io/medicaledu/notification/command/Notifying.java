package io.medicaledu.notification.command;

import io.medicaledu.booking.command.BookingFacts;
import io.medicaledu.catalog.command.CourseTermsTable;
import io.medicaledu.notification.api.NotificationCommand.Announce;
import io.medicaledu.notification.api.NotificationCommand.CancelReminders;
import io.medicaledu.notification.api.NotificationCommand.MarkAllRead;
import io.medicaledu.notification.api.NotificationCommand.NotifyOfBooking;
import io.medicaledu.notification.api.NotificationCommand.NotifyOfCourse;
import io.medicaledu.notification.api.NotificationCommand.NotifyUser;
import io.medicaledu.notification.api.NotificationEvent.NotificationCreated;
import io.medicaledu.notification.api.NotificationType;
import io.medicaledu.notification.command.Contacts.Contact;
import io.medicaledu.shared.Ids;
import io.medicaledu.shared.command.Aggregates;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.modelling.command.Repository;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Works out who is told what, in which words, and by which channels. */
@Component
class Notifying {

    private static final Locale LANGUAGE = Locale.ENGLISH;
    private static final Set<NotificationType> FOR_STUDENTS_ONLY = EnumSet.of(
            NotificationType.BookingReminder, NotificationType.PaymentConfirmation, NotificationType.PaymentFailed);

    private final Repository<Notification> notifications;
    private final NotificationTable table;
    private final Contacts contacts;
    private final BookingFacts bookings;
    private final CourseTermsTable courses;
    private final DeliveryChannels channels;
    private final Clock clock;

    Notifying(
            Repository<Notification> notificationRepository,
            NotificationTable table,
            Contacts contacts,
            BookingFacts bookings,
            CourseTermsTable courses,
            DeliveryChannels channels,
            Clock clock) {
        this.notifications = notificationRepository;
        this.table = table;
        this.contacts = contacts;
        this.bookings = bookings;
        this.courses = courses;
        this.channels = channels;
        this.clock = clock;
    }

    /** @param related what it is about */
    private record Notice(
            NotificationType type,
            String cause,
            String variant,
            Map<String, String> values,
            @Nullable String relatedType,
            @Nullable UUID related,
            @Nullable Instant scheduledFor) {}

    @CommandHandler
    void handle(NotifyOfBooking command) throws Exception {
        BookingFacts.Facts booking = bookings.of(command.bookingId());
        Instant time = command.before() == null ? null : booking.sessionStart().minus(command.before());
        if (time != null && !time.isAfter(clock.instant())) {
            return;
        }
        String variant = command.type() == NotificationType.PaymentFailed
                        && command.values().containsKey("refund")
                ? "Refunded"
                : "";
        tell(booking.studentId(), booking, command, variant, time);
        if (!FOR_STUDENTS_ONLY.contains(command.type()) && booking.wasConfirmed()) {
            tell(booking.instructorId(), booking, command, "ForInstructor", time);
        }
    }

    private void tell(
            UUID userId, BookingFacts.Facts booking, NotifyOfBooking command, String variant, @Nullable Instant time)
            throws Exception {
        Optional<Contact> contact = contacts.find(userId);
        if (contact.isPresent()) {
            Map<String, String> values = new HashMap<>(command.values());
            values.put("course", courses.title(booking.courseId()));
            values.put(
                    "time",
                    NotificationTexts.localTime(
                            booking.sessionStart(), contact.get().timeZone(), LANGUAGE));
            create(
                    contact.get(),
                    new Notice(command.type(), command.cause(), variant, values, "Booking", command.bookingId(), time));
        }
    }

    @CommandHandler
    void handle(CancelReminders command) {
        for (UUID id : table.scheduled(command.bookingId())) {
            Aggregates.load(notifications, id, "notification").execute(it -> it.cancel(clock.instant()));
        }
    }

    /** A new course is told to the students of its instructor; a change, to those of the course. */
    @CommandHandler
    void handle(NotifyOfCourse command) throws Exception {
        UUID instructorId = courses.instructorOf(command.courseId());
        List<Contact> told = new ArrayList<>(
                command.type() == NotificationType.CoursePublished
                        ? contacts.studentsOfInstructor(instructorId)
                        : contacts.studentsOfCourse(command.courseId()));
        if (command.type() == NotificationType.CoursePublished) {
            contacts.find(instructorId).ifPresent(told::add);
        }
        Map<String, String> values = Map.of("course", courses.title(command.courseId()));
        for (Contact contact : told) {
            create(
                    contact,
                    new Notice(command.type(), command.cause(), "", values, "Course", command.courseId(), null));
        }
    }

    @CommandHandler
    void handle(NotifyUser command) throws Exception {
        Optional<Contact> contact = contacts.find(command.userId());
        if (contact.isPresent()) {
            Map<String, String> values = new HashMap<>(command.values());
            values.put("name", contact.get().displayName());
            UUID courseId = command.courseId();
            if (courseId != null) {
                values.put("course", courses.title(courseId));
            }
            create(
                    contact.get(),
                    new Notice(
                            command.type(),
                            command.cause(),
                            "",
                            values,
                            courseId == null ? "User" : "Course",
                            courseId == null ? command.userId() : courseId,
                            null));
        }
    }

    @CommandHandler
    void handle(Announce command) throws Exception {
        for (Contact contact : contacts.ofRole(command.role())) {
            create(
                    contact,
                    new NotificationTexts.Text(command.title(), command.message()),
                    new Notice(
                            NotificationType.GeneralAnnouncement,
                            command.announcementId().toString(),
                            "",
                            Map.of(),
                            "Announcement",
                            command.announcementId(),
                            command.scheduledFor()));
        }
    }

    /** @return whether there may be more */
    @CommandHandler
    boolean handle(MarkAllRead command) {
        List<UUID> unread = table.unread(command.userId());
        for (UUID id : unread) {
            Aggregates.load(notifications, id, "notification").execute(it -> it.markRead(clock.instant()));
        }
        return unread.size() == NotificationTable.MOST_UNREAD;
    }

    private void create(Contact contact, Notice notice) throws Exception {
        create(contact, NotificationTexts.of(notice.type(), notice.variant(), notice.values(), LANGUAGE), notice);
    }

    private void create(Contact contact, NotificationTexts.Text text, Notice notice) throws Exception {
        UUID id = Ids.derive("notification", notice.cause(), notice.type(), contact.userId());
        if (table.exists(id)) {
            return;
        }
        notifications.newInstance(() -> new Notification(new NotificationCreated(
                id,
                contact.userId(),
                notice.type(),
                text.title(),
                text.message(),
                notice.relatedType(),
                notice.related(),
                channels.of(contact, notice.type()),
                notice.scheduledFor())));
    }
}
