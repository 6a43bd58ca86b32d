package io.medicaledu.catalog.command;

import io.medicaledu.identity.api.Actor;
import io.medicaledu.shared.Problem;
import io.medicaledu.shared.command.Aggregates;
import java.util.List;
import java.util.UUID;
import org.axonframework.modelling.command.Repository;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Who is responsible for which course; what others change of it in their own transaction. */
@Component
public class CourseOwners {

    private final Repository<Course> courses;
    private final JdbcClient jdbc;

    CourseOwners(Repository<Course> courseRepository, JdbcClient jdbc) {
        this.courses = courseRepository;
        this.jdbc = jdbc;
    }

    /** The courses of the instructor, published or not, without those that were deleted. */
    public List<UUID> coursesOf(UUID instructorId) {
        return jdbc.sql("""
                        SELECT course_id FROM command_side.course_terms WHERE instructor_id = ? AND NOT deleted
                        ORDER BY course_id""").param(instructorId).query(UUID.class).list();
    }

    /** @throws Problem {@code not-found}, {@code forbidden} */
    public void requireMayChange(UUID courseId, Actor actor) {
        Aggregates.load(courses, courseId, "course").execute(it -> it.requireMayChange(actor));
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
