package io.medicaledu.catalog.api;

import io.medicaledu.identity.api.Caller;
import io.medicaledu.shared.PageRequest;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What can be known of courses. Unpublished ones are seen by their owner and by admins only. */
public sealed interface CourseQuery {

    /** Answers {@link CourseView}. */
    record FindCourse(UUID courseId, @Nullable Caller caller) implements CourseQuery {}

    /**
     * Answers a page of {@link CourseView}, newest first.
     *
     * @param text words of title, tags or description
     */
    record FindCourses(
            @Nullable String category,
            @Nullable String tag,
            @Nullable String text,
            @Nullable UUID instructorId,
            @Nullable Caller caller,
            PageRequest page)
            implements CourseQuery {}
}
