package io.medicaledu.notification.command;

import io.medicaledu.catalog.command.CourseTermsTable;
import io.medicaledu.kernel.limit.SecurityMailLimit;
import io.medicaledu.notification.api.NotificationCommand.Announce;
import io.medicaledu.notification.api.NotificationCommand.MarkAllRead;
import io.medicaledu.notification.api.NotificationCommand.NotifyUser;
import io.medicaledu.notification.api.NotificationType;
import io.medicaledu.notification.command.Contacts.Contact;
import io.medicaledu.notification.command.NotificationWriter.Draft;
import io.medicaledu.notification.command.NotificationWriter.Notice;
import io.medicaledu.shared.Texts;
import io.medicaledu.shared.command.Aggregates;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.modelling.command.Repository;
import org.springframework.stereotype.Component;

/** What single users are told about themselves, and all of them by an admin; what they have read. */
@Component
class NotificationRequests {

    private final NotificationWriter writer;
    private final Repository<Notification> notifications;
    private final NotificationTable table;
    private final Contacts contacts;
    private final CourseTermsTable courses;
    private final SecurityMailLimit mails;
    private final Clock clock;

    NotificationRequests(
            NotificationWriter writer,
            Repository<Notification> notificationRepository,
            NotificationTable table,
            Contacts contacts,
            CourseTermsTable courses,
            SecurityMailLimit mails,
            Clock clock) {
        this.writer = writer;
        this.notifications = notificationRepository;
        this.table = table;
        this.contacts = contacts;
        this.courses = courses;
        this.mails = mails;
        this.clock = clock;
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
            writer.write(List.of(Draft.of(
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
        writer.write(contacts.ofRole(command.role()).stream()
                .map(contact -> new Draft(contact, text, notice, null, null))
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
}
