package io.medicaledu.notification.command;

import io.medicaledu.catalog.command.CourseTermsTable;
import io.medicaledu.notification.api.NotificationCommand.NotifyOfCourse;
import io.medicaledu.notification.api.NotificationCommand.NotifyOfHandover;
import io.medicaledu.notification.api.NotificationType;
import io.medicaledu.notification.command.Contacts.Contact;
import io.medicaledu.notification.command.NotificationWriter.Draft;
import io.medicaledu.notification.command.NotificationWriter.Notice;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.axonframework.commandhandling.CommandHandler;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What students are told about their courses. */
@Component
class CourseNotifications {

    private final NotificationWriter writer;
    private final Contacts contacts;
    private final CourseTermsTable courses;
    private final CourseDigests digests;

    CourseNotifications(NotificationWriter writer, Contacts contacts, CourseTermsTable courses, CourseDigests digests) {
        this.writer = writer;
        this.contacts = contacts;
        this.courses = courses;
        this.digests = digests;
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
        writer.write(told.stream()
                .map(contact -> Draft.of(
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
        writer.write(drafts);
    }

    private static Draft handover(
            NotifyOfHandover command, Contact reader, String variant, Map<String, String> values) {
        return Draft.of(
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
}
