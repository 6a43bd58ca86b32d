package io.medicaledu.app.feed;

import io.medicaledu.catalog.api.CourseEvent.CourseCreated;
import io.medicaledu.catalog.api.CourseEvent.CoursePublished;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Follows the event stream as others do, and fails with the courses of instructors that a test names. */
@Component
@ProcessingGroup(FragileFollower.NAME)
class FragileFollower {

    static final String NAME = "fragile-follower";

    private final Set<UUID> counted = ConcurrentHashMap.newKeySet();
    private final Set<UUID> own = ConcurrentHashMap.newKeySet();
    private final Set<UUID> failing = ConcurrentHashMap.newKeySet();
    private final Set<UUID> failingLater = ConcurrentHashMap.newKeySet();
    private final JdbcClient jdbc;

    FragileFollower(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The instructor's courses are counted in the table of {@link FragileFollowerTest}. */
    void count(UUID instructor) {
        counted.add(instructor);
    }

    /** Until it recovers. */
    void failWith(UUID instructor) {
        failing.add(instructor);
    }

    /** Until it recovers: not when it handles the event, but when what was collected is written. */
    void failWhenWriting(UUID instructor) {
        failingLater.add(instructor);
    }

    void recover() {
        failing.clear();
        failingLater.clear();
    }

    void forget() {
        counted.clear();
        own.clear();
    }

    @EventHandler
    void on(CourseCreated event) {
        if (counted.contains(event.instructorId())) {
            own.add(event.courseId());
            count(event.courseId(), "created");
        }
        if (failing.contains(event.instructorId())) {
            throw tooMuch(event);
        }
        if (failingLater.contains(event.instructorId())) {
            CurrentUnitOfWork.get().root().onCommit(committing -> {
                throw tooMuch(event);
            });
        }
    }

    @EventHandler
    void on(CoursePublished event) {
        if (own.contains(event.courseId())) {
            count(event.courseId(), "published");
        }
    }

    private void count(UUID course, String what) {
        jdbc.sql("INSERT INTO public.fragile_follower VALUES (?, ?)")
                .params(course, what)
                .update();
    }

    private static IllegalStateException tooMuch(CourseCreated event) {
        return new IllegalStateException("Course " + event.courseId() + " is more than it can take");
    }
}
