package io.medicaledu.catalog.command;

import io.medicaledu.identity.api.Actor;
import io.medicaledu.shared.MetaDataKeys;
import io.medicaledu.shared.Problem;
import io.medicaledu.shared.ProblemCode;
import io.medicaledu.shared.command.Aggregates;
import java.util.List;
import java.util.UUID;
import org.axonframework.messaging.MetaData;
import org.axonframework.modelling.command.Aggregate;
import org.axonframework.modelling.command.Repository;
import org.springframework.stereotype.Component;

/** Who is responsible for which course; what others change of it in their own transaction. */
@Component
public class CourseOwners {

    private final Repository<Course> courses;
    private final CourseTermsTable terms;
    private final CourseGuard guard;

    CourseOwners(Repository<Course> courseRepository, CourseTermsTable terms, CourseGuard guard) {
        this.courses = courseRepository;
        this.terms = terms;
        this.guard = guard;
    }

    /** Nobody books the courses, or opens slots for them, before the end of the transaction. */
    public void close(List<UUID> courseIds) {
        guard.close(courseIds);
    }

    /** The courses of the instructor, published or not, without those that were deleted. */
    public List<UUID> coursesOf(UUID instructorId) {
        return terms.ofInstructor(instructorId);
    }

    /**
     * For a change that is more than one of the course.
     *
     * @param metaData says who changes it, and which version they have seen
     * @throws Problem {@code not-found}, {@code forbidden}, {@code precondition-failed}
     */
    public void requireMayChange(UUID courseId, MetaData metaData) {
        Aggregate<Course> course = Aggregates.load(courses, courseId, "course");
        course.execute(it -> it.requireMayChange(Actor.of(metaData)));
        if (metaData.get(MetaDataKeys.EXPECTED_VERSION) instanceof Long version && !version.equals(course.version())) {
            throw new Problem(ProblemCode.PRECONDITION_FAILED, "The course has changed since it was read");
        }
    }

    /** @throws Problem {@code not-found} */
    public UUID ownerOf(UUID courseId) {
        return Aggregates.load(courses, courseId, "course").invoke(Course::instructorId);
    }

    /** Gives the course to another instructor. */
    public void handOver(UUID courseId, UUID toInstructor) {
        Aggregates.load(courses, courseId, "course").execute(it -> it.handOver(toInstructor));
    }

    /** Sells nothing more. */
    public void unpublish(UUID courseId) {
        Aggregates.load(courses, courseId, "course").execute(Course::unpublish);
    }
}
