package io.medicaledu.notification.command;

import io.medicaledu.booking.api.BookingStatus;
import io.medicaledu.booking.api.CancellationReason;
import io.medicaledu.booking.command.BookingFacts;
import io.medicaledu.catalog.command.CourseTermsTable;
import io.medicaledu.kernel.TransactionMemory;
import io.medicaledu.kernel.calendar.CalendarEntry;
import io.medicaledu.kernel.limit.SecurityMailLimit;
import io.medicaledu.notification.api.NotificationCommand.Announce;
import io.medicaledu.notification.api.NotificationCommand.BookingNotice;
import io.medicaledu.notification.api.NotificationCommand.CancelReminders;
import io.medicaledu.notification.api.NotificationCommand.MarkAllRead;
import io.medicaledu.notification.api.NotificationCommand.NotifyOfBooking;
import io.medicaledu.notification.api.NotificationCommand.NotifyOfCourse;
import io.medicaledu.notification.api.NotificationCommand.NotifyOfHandover;
import io.medicaledu.notification.api.NotificationCommand.NotifyUser;
import io.medicaledu.notification.api.NotificationEvent.NotificationCreated;
import io.medicaledu.notification.api.NotificationType;
import io.medicaledu.notification.command.Contacts.Contact;
import io.medicaledu.shared.Ids;
import io.medicaledu.shared.Texts;
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
class NotificationRequests {

    private static final Locale LANGUAGE = Locale.ENGLISH;
    private static final Set<NotificationType> FOR_STUDENTS_ONLY = EnumSet.of(
            NotificationType.BookingReminder, NotificationType.PaymentConfirmation, NotificationType.PaymentFailed);

    private final Repository<Notification> notifications;
    private final NotificationTable table;
    private final NewNotifications fresh;
    private final Contacts contacts;
    private final BookingFacts bookings;
    private final CourseTermsTable courses;
    private final DeliveryChannels channels;
    private final CourseDigests digests;
    private final SecurityMailLimit mails;
    private final Clock clock;

    NotificationRequests(
            Repository<Notification> notificationRepository,
            NotificationTable table,
            NewNotifications fresh,
            Contacts contacts,
            BookingFacts bookings,
            CourseTermsTable courses,
            DeliveryChannels channels,
            CourseDigests digests,
            SecurityMailLimit mails,
            Clock clock) {
        this.notifications = notificationRepository;
        this.table = table;
        this.fresh = fresh;
        this.contacts = contacts;
        this.bookings = bookings;
        this.courses = courses;
        this.channels = channels;
        this.digests = digests;
        this.mails = mails;
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
        List<BookingNotice> due = command.notices().stream()
                .filter(notice -> isStillDue(notice, booking))
                .toList();
        if (due.isEmpty()) {
            return;
        }
        Contacts.OfSession parties = partiesOf(booking);
        String course = titleOf(booking.courseId());
        List<Draft> drafts = new ArrayList<>();
        for (BookingNotice notice : due) {
            Contact student = parties.student();
            if (student != null) {
                drafts.add(draft(student, booking, course, command, notice, variantForStudent(notice))
                        .with(entryOfStudent(booking, course)));
            }
            Contact instructor = parties.instructor();
            if (instructor != null && booking.wasConfirmed() && isForInstructor(notice)) {
                drafts.add(draft(instructor, booking, course, command, notice, "ForInstructor")
                        .with(entryOfInstructor(booking, course, notice)));
            }
        }
        create(drafts);
    }

    /** The session in the student's calendar; none if it never was there. */
    private @Nullable CalendarEntry entryOfStudent(BookingFacts.Facts booking, String course) {
        return booking.wasConfirmed()
                ? entry("booking-" + booking.firstBookingId(), booking, course, !isStillThere(booking))
                : null;
    }

    private static boolean isStillThere(BookingFacts.Facts booking) {
        return booking.status() != BookingStatus.Cancelled && booking.status() != BookingStatus.Rescheduled;
    }

    /** The session in the instructor's calendar: one, however many have booked it. */
    private CalendarEntry entryOfInstructor(BookingFacts.Facts booking, String course, BookingNotice notice) {
        boolean isGone =
                CancellationReason.SlotCancelled.name().equals(notice.values().get("reason"));
        return entry("slot-" + booking.slotId(), booking, course, isGone);
    }

    private CalendarEntry entry(String uid, BookingFacts.Facts booking, String course, boolean cancelled) {
        return new CalendarEntry(
                uid + "@medicaledu",
                clock.instant(),
                booking.sessionStart(),
                booking.sessionEnd(),
                course,
                booking.meetingUrl(),
                cancelled);
    }

    private record Parties(UUID student, UUID slot) {}

    private record Title(UUID course) {}

    private Contacts.OfSession partiesOf(BookingFacts.Facts booking) {
        return TransactionMemory.get(
                new Parties(booking.studentId(), booking.slotId()),
                () -> contacts.ofSession(booking.studentId(), booking.slotId(), booking.instructorId()));
    }

    private String titleOf(UUID courseId) {
        return TransactionMemory.get(new Title(courseId), () -> courses.title(courseId));
    }

    /** What comes in its time, or is said of a session, is for those who are booked. */
    private boolean isStillDue(BookingNotice notice, BookingFacts.Facts booking) {
        boolean isBooked = booking.status() == BookingStatus.Confirmed
                || (booking.status() == BookingStatus.Pending && notice.type() == NotificationType.BookingRescheduled);
        if ((notice.before() != null || notice.isAboutSession()) && !isBooked) {
            return false;
        }
        Instant time = time(notice, booking);
        return time == null || time.isAfter(clock.instant());
    }

    private static @Nullable Instant time(BookingNotice notice, BookingFacts.Facts booking) {
        return notice.before() == null ? null : booking.sessionStart().minus(notice.before());
    }

    private static boolean isForInstructor(BookingNotice notice) {
        return notice.variant().isEmpty() && !FOR_STUDENTS_ONLY.contains(notice.type());
    }

    private static String variantForStudent(BookingNotice notice) {
        if (!notice.variant().isEmpty()) {
            return notice.variant();
        }
        return switch (notice.type()) {
            case PaymentFailed, BookingRescheduled -> notice.values().containsKey("refund") ? "Refunded" : "";
            case BookingCancellation -> notice.values().getOrDefault("reason", "");
            default -> "";
        };
    }

    private static Draft draft(
            Contact reader,
            BookingFacts.Facts booking,
            String course,
            NotifyOfBooking command,
            BookingNotice notice,
            String variant) {
        Map<String, String> values = new HashMap<>(notice.values());
        values.put("course", course);
        values.put("time", NotificationTexts.localTime(booking.sessionStart(), reader.timeZone(), LANGUAGE));
        values.put("meeting", booking.meetingUrl() == null ? "" : " It takes place at " + booking.meetingUrl());
        notice.times()
                .forEach((name, time) ->
                        values.put(name, NotificationTexts.localTime(time, reader.timeZone(), LANGUAGE)));
        return draft(
                reader,
                new Notice(
                        notice.type(),
                        command.cause(),
                        variant,
                        values,
                        "Booking",
                        command.bookingId(),
                        time(notice, booking)));
    }

    @CommandHandler
    void handle(CancelReminders command) {
        for (UUID id : table.scheduled(command.bookingId())) {
            Aggregates.load(notifications, id, "notification").execute(it -> it.cancel(clock.instant()));
        }
    }

    /** A new course is told to the students of its instructor, once; changes to those of the course, together. */
    @CommandHandler
    void handle(NotifyOfCourse command) throws Exception {
        if (command.type() == NotificationType.CoursePublished) {
            UUID instructorId = courses.instructorOf(command.courseId());
            List<Contact> told = new ArrayList<>(contacts.studentsOfInstructor(instructorId));
            contacts.find(instructorId).ifPresent(told::add);
            tell(command, told, null);
        } else {
            Optional<Instant> due = digests.add(command.courseId());
            if (due.isPresent()) {
                tell(command, contacts.studentsOfCourse(command.courseId()), due.get());
            }
        }
    }

    private void tell(NotifyOfCourse command, List<Contact> told, @Nullable Instant due) throws Exception {
        Map<String, String> values = Map.of("course", courses.title(command.courseId()));
        create(told.stream()
                .map(contact -> draft(
                        contact,
                        new Notice(command.type(), command.cause(), "", values, "Course", command.courseId(), due)))
                .toList());
    }

    @CommandHandler
    void handle(NotifyOfHandover command) throws Exception {
        Optional<Contact> instructor = contacts.find(command.instructorId());
        Map<String, String> values = Map.of(
                "course",
                courses.title(command.courseId()),
                "instructor",
                instructor.map(Contact::displayName).orElse(""));
        List<Draft> drafts = new ArrayList<>();
        contacts.studentsOfCourse(command.courseId())
                .forEach(student -> drafts.add(handover(command, student, "HandedOver", values)));
        instructor.ifPresent(teacher -> drafts.add(handover(command, teacher, "HandedOverToYou", values)));
        create(drafts);
    }

    private static Draft handover(
            NotifyOfHandover command, Contact reader, String variant, Map<String, String> values) {
        return draft(
                reader,
                new Notice(
                        NotificationType.CourseUpdated,
                        command.cause(),
                        variant,
                        values,
                        "Course",
                        command.courseId(),
                        null));
    }

    /** Tells a student who waits for a seat of the slot. */
    void tellOfSlot(Contact reader, String variant, Map<String, String> values, UUID slotId, String cause)
            throws Exception {
        create(List.of(draft(
                reader,
                new Notice(NotificationType.GeneralAnnouncement, cause, variant, values, "Slot", slotId, null))));
    }

    @CommandHandler
    void handle(NotifyUser command) throws Exception {
        Optional<Contact> contact = contacts.find(command.userId());
        if (contact.isPresent() && mayBeSent(command, contact.get())) {
            Map<String, String> values = new HashMap<>(command.values());
            values.put("name", contact.get().displayName());
            UUID courseId = command.courseId();
            if (courseId != null) {
                values.put("course", courses.title(courseId));
            }
            create(List.of(draft(
                    contact.get(),
                    new Notice(
                            command.type(),
                            command.cause(),
                            "",
                            values,
                            courseId == null ? "User" : "Course",
                            courseId == null ? command.userId() : courseId,
                            null))));
        }
    }

    /** Password resets are counted where they are asked for. */
    private boolean mayBeSent(NotifyUser command, Contact contact) {
        return command.type() != NotificationType.EmailVerification || mails.tryCount(contact.email());
    }

    @CommandHandler
    void handle(Announce command) throws Exception {
        NotificationTexts.Text text = new NotificationTexts.Text(Texts.singleLine(command.title()), command.message());
        Notice notice = new Notice(
                NotificationType.GeneralAnnouncement,
                command.announcementId().toString(),
                "",
                Map.of(),
                "Announcement",
                command.announcementId(),
                command.scheduledFor());
        create(contacts.ofRole(command.role()).stream()
                .map(contact -> new Draft(contact, text, notice, null))
                .toList());
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

    /** What one user is told. */
    private record Draft(
            Contact reader,
            NotificationTexts.Text text,
            Notice notice,
            @Nullable CalendarEntry entry) {

        Draft with(@Nullable CalendarEntry calendarEntry) {
            return new Draft(reader, text, notice, calendarEntry);
        }

        UUID id() {
            return Ids.derive("notification", notice.cause(), notice.type(), reader.userId());
        }
    }

    private static Draft draft(Contact reader, Notice notice) {
        return new Draft(
                reader, NotificationTexts.of(notice.type(), notice.variant(), notice.values(), LANGUAGE), notice, null);
    }

    /** All but those that there are already: each cause tells a user once. */
    private void create(List<Draft> drafts) throws Exception {
        if (drafts.isEmpty()) {
            return;
        }
        Set<UUID> existing = table.existing(drafts.stream().map(Draft::id).toList());
        for (Draft draft : drafts) {
            if (existing.add(draft.id())) {
                create(draft);
            }
        }
    }

    private void create(Draft draft) throws Exception {
        Notice notice = draft.notice();
        NotificationCreated created = new NotificationCreated(
                draft.id(),
                draft.reader().userId(),
                notice.type(),
                draft.text().title(),
                draft.text().message(),
                notice.relatedType(),
                notice.related(),
                channels.of(draft.reader(), notice.type()),
                notice.scheduledFor());
        fresh.add(created, draft.entry());
        notifications.newInstance(() -> new Notification(created));
    }
}
