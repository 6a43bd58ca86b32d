package io.medicaledu.catalog.command;

import io.medicaledu.catalog.api.CourseCommand.UnpublishCourse;
import io.medicaledu.identity.api.UserRole;
import io.medicaledu.shared.Problem;
import io.medicaledu.shared.command.Commands;
import io.medicaledu.shared.command.RequestContext;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Takes courses off the list whose instructor is gone: those that were left behind before instructors had to hand over,
 * and one that two nodes might publish in the instant of a departure. Repeated, it changes nothing.
 */
@Component
class AbandonedCourses {

    private static final Logger LOG = LoggerFactory.getLogger(AbandonedCourses.class);

    private final JdbcClient jdbc;
    private final Commands commands;

    AbandonedCourses(JdbcClient jdbc, Commands commands) {
        this.jdbc = jdbc;
        this.commands = commands;
    }

    @Scheduled(fixedDelayString = "${medicaledu.catalog.abandoned-courses-interval:1h}", initialDelayString = "10s")
    void unpublish() {
        List<UUID> abandoned = jdbc.sql("""
                        SELECT course_id FROM command_side.course_terms AS course
                        JOIN command_side.accounts AS account ON account.user_id = course.instructor_id
                        WHERE course.published AND NOT course.deleted
                          AND (account.deleted OR NOT account.active OR account.role <> ?)""")
                .param(UserRole.Instructor.ordinal())
                .query(UUID.class)
                .list();
        RequestContext.bind(RequestContext.ofProcess("abandoned-courses", null));
        try {
            abandoned.forEach(this::unpublish);
        } finally {
            RequestContext.bind(null);
        }
    }

    private void unpublish(UUID courseId) {
        try {
            commands.send(new UnpublishCourse(courseId));
            LOG.info("Course {} is published no more, as its instructor is gone", courseId);
        } catch (Problem problem) {
            LOG.warn("Course {} has no instructor, but stays published: {}", courseId, problem.detail());
        }
    }
}
