package io.medicaledu.learning.command;

import io.medicaledu.catalog.command.CourseMaterials;
import io.medicaledu.catalog.command.CoursePlaces;
import io.medicaledu.catalog.command.CourseTerms;
import io.medicaledu.catalog.command.CourseTermsTable;
import io.medicaledu.identity.api.Actor;
import io.medicaledu.identity.command.AccountFacts;
import io.medicaledu.learning.api.EnrollmentCommand.EnrollDirectly;
import io.medicaledu.learning.api.EnrollmentCommand.ProgressResult;
import io.medicaledu.learning.api.EnrollmentCommand.RecordProgress;
import io.medicaledu.shared.Problem;
import io.medicaledu.shared.ProblemCode;
import io.medicaledu.shared.command.Aggregates;
import java.time.Clock;
import java.util.Map;
import java.util.UUID;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.messaging.MetaData;
import org.axonframework.modelling.command.Aggregate;
import org.axonframework.modelling.command.Repository;
import org.springframework.stereotype.Component;

/** Enrolls without a booking, and records progress against the course's materials as they are now. */
@Component
class EnrollmentRequests {

    private final Repository<Enrollment> enrollments;
    private final CourseTermsTable courses;
    private final CoursePlaces places;
    private final CourseMaterials materials;
    private final AccountFacts accounts;
    private final Clock clock;

    EnrollmentRequests(
            Repository<Enrollment> enrollmentRepository,
            CourseTermsTable courses,
            CoursePlaces places,
            CourseMaterials materials,
            AccountFacts accounts,
            Clock clock) {
        this.enrollments = enrollmentRepository;
        this.courses = courses;
        this.places = places;
        this.materials = materials;
        this.accounts = accounts;
        this.clock = clock;
    }

    @CommandHandler
    UUID handle(EnrollDirectly command, MetaData metaData) throws Exception {
        CourseTerms course = courses.require(command.courseId());
        course.sale().requireOpen();
        if (course.price().isPositive() && !Actor.of(metaData).isAdmin()) {
            throw new Problem(ProblemCode.COURSE_NOT_FREE, "The course costs " + course.price() + "; book a session");
        }
        accounts.requireStudent(command.studentId());
        places.requirePlace(course, command.studentId());
        enrollments
                .loadOrCreate(command.enrollmentId().toString(), Enrollment::new)
                .execute(it -> it.enrollDirectly(command));
        return command.enrollmentId();
    }

    @CommandHandler
    ProgressResult handle(RecordProgress command, MetaData metaData) {
        Aggregate<Enrollment> enrollment = Aggregates.load(enrollments, command.enrollmentId(), "enrollment");
        Map<UUID, Boolean> required = materials.requiredById(enrollment.invoke(Enrollment::courseId));
        return enrollment.invoke(it -> it.record(command, Actor.of(metaData), required, clock.instant()));
    }
}
