package io.medicaledu.catalog.command;

import io.medicaledu.catalog.api.CourseCommand.UnpublishCourse;
import io.medicaledu.shared.Problem;
import io.medicaledu.shared.command.Commands;
import io.medicaledu.shared.command.RequestContext;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Takes courses off the list whose instructor is gone: those that were left behind before instructors had to hand over,
 * and one that two nodes might publish in the instant of a departure. Repeated, it changes nothing.
 */
@Component
class AbandonedCourses {

    private static final Logger LOG = LoggerFactory.getLogger(AbandonedCourses.class);

    private final CourseTermsTable courses;
    private final Commands commands;

    AbandonedCourses(CourseTermsTable courses, Commands commands) {
        this.courses = courses;
        this.commands = commands;
    }

    @Scheduled(fixedDelayString = "${medicaledu.catalog.abandoned-courses-interval:1h}", initialDelayString = "10s")
    void unpublish() {
        RequestContext.bind(RequestContext.ofProcess("abandoned-courses", null));
        try {
            courses.abandoned().forEach(this::unpublish);
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
