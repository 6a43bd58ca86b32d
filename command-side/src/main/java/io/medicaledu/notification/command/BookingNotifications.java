package io.medicaledu.notification.command;

import io.medicaledu.booking.api.BookingStatus;
import io.medicaledu.booking.api.CancellationReason;
import io.medicaledu.booking.command.BookingFacts;
import io.medicaledu.catalog.command.CourseTermsTable;
import io.medicaledu.kernel.TransactionMemory;
import io.medicaledu.kernel.calendar.CalendarEntry;
import io.medicaledu.notification.api.NotificationCommand.BookingNotice;
import io.medicaledu.notification.api.NotificationCommand.CancelReminders;
import io.medicaledu.notification.api.NotificationCommand.NotifyOfBooking;
import io.medicaledu.notification.api.NotificationType;
import io.medicaledu.notification.command.Contacts.Contact;
import io.medicaledu.notification.command.NotificationWriter.Draft;
import io.medicaledu.notification.command.NotificationWriter.Notice;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.axonframework.commandhandling.CommandHandler;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What student and instructor are told about a booking, and what their calendars are. */
@Component
class BookingNotifications {

    private static final Set<NotificationType> FOR_STUDENTS_ONLY = EnumSet.of(
            NotificationType.BookingReminder, NotificationType.PaymentConfirmation, NotificationType.PaymentFailed);

    private final NotificationWriter writer;
    private final SessionNotifications sessions;
    private final SessionReminders reminders;
    private final ScheduledNotifications scheduled;
    private final Contacts contacts;
    private final BookingFacts bookings;
    private final CourseTermsTable courses;
    private final Clock clock;

    BookingNotifications(
            NotificationWriter writer,
            SessionNotifications sessions,
            SessionReminders reminders,
            ScheduledNotifications scheduled,
            Contacts contacts,
            BookingFacts bookings,
            CourseTermsTable courses,
            Clock clock) {
        this.writer = writer;
        this.sessions = sessions;
        this.reminders = reminders;
        this.scheduled = scheduled;
        this.contacts = contacts;
        this.bookings = bookings;
        this.courses = courses;
        this.clock = clock;
    }

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
                if (notice.before() == null) {
                    Draft alone = draft(instructor, booking, course, command, notice, "ForInstructor")
                            .with(sessions.entry(booking.slotId(), course, false));
                    sessions.ofBooking(booking, course, alone).ifPresent(drafts::add);
                } else {
                    boolean isNews = command.notices().stream().anyMatch(BookingNotice::isAboutSession);
                    reminders.renew(booking.slotId(), booking.meetingUrl(), isNews, command.cause());
                }
            }
        }
        writer.write(drafts);
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

    /** That a session was cancelled is told by itself, not for each of its bookings. */
    private static boolean isForInstructor(BookingNotice notice) {
        return notice.variant().isEmpty()
                && !FOR_STUDENTS_ONLY.contains(notice.type())
                && !CancellationReason.SlotCancelled.name()
                        .equals(notice.values().get("reason"));
    }

    private static String variantForStudent(BookingNotice notice) {
        if (!notice.variant().isEmpty()) {
            return notice.variant();
        }
        return switch (notice.type()) {
            case PaymentFailed, BookingRescheduled ->
                notice.values().containsKey("refund") || notice.values().containsKey("withheld") ? "Refunded" : "";
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
        values.computeIfPresent("withheld", (name, amount) -> NotificationTexts.disputed(amount));
        values.put(
                "time",
                NotificationTexts.localTime(booking.sessionStart(), reader.timeZone(), NotificationWriter.LANGUAGE));
        values.put("meeting", NotificationTexts.place(booking.meetingUrl()));
        notice.times()
                .forEach((name, time) -> values.put(
                        name, NotificationTexts.localTime(time, reader.timeZone(), NotificationWriter.LANGUAGE)));
        return Draft.of(
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
        scheduled.cancelAllOf(command.bookingId());
        reminders.cancelIfUnused(bookings.of(command.bookingId()).slotId());
    }
}
