package io.medicaledu.catalog.command;

import io.medicaledu.shared.Problem;
import io.medicaledu.shared.ProblemCode;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The places of a course. Bookings and enrollments count, each student once. */
@Component
public class CoursePlaces {

    private final JdbcClient jdbc;
    private final CourseTermsTable courses;

    CoursePlaces(JdbcClient jdbc, CourseTermsTable courses) {
        this.jdbc = jdbc;
        this.courses = courses;
    }

    /**
     * Everybody who asks waits for those who asked before, until the end of their transactions.
     *
     * @throws Problem {@code course-full} if other students have all the places
     */
    public void requirePlace(CourseTerms course, UUID studentId) {
        if (course.maxStudents() != null && !hasPlace(course.courseId(), studentId)) {
            throw new Problem(ProblemCode.COURSE_FULL, "The course takes " + course.maxStudents() + " students");
        }
    }

    /** As {@link #requirePlace}; also for a course that sells nothing more. */
    public boolean hasPlace(UUID courseId, UUID studentId) {
        courses.lock(courseId);
        return jdbc.sql("""
                        SELECT max_students IS NULL OR max_students > (
                            SELECT count(*) FROM (
                                SELECT student_id FROM command_side.booking_claims WHERE course_id = :course
                                UNION
                                SELECT student_id FROM command_side.enrollment_claims WHERE course_id = :course)
                                AS students
                            WHERE student_id <> :student)
                        FROM command_side.course_terms WHERE course_id = :course""")
                .param("course", courseId)
                .param("student", studentId)
                .query(Boolean.class)
                .single();
    }
}
