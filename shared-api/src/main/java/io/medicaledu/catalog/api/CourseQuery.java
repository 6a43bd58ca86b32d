package io.medicaledu.catalog.api;

import io.medicaledu.identity.api.Caller;
import io.medicaledu.shared.Money;
import io.medicaledu.shared.PageRequest;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What can be known of courses. Unpublished ones are seen by their owner and by admins only. */
public sealed interface CourseQuery {

    /** Answers {@link CourseView}. */
    record FindCourse(UUID courseId, @Nullable Caller caller) implements CourseQuery {}

    /**
     * Answers a page of {@link CourseView}: the best matches first if there is a text, else the newest.
     *
     * @param text words of title, tags or description
     * @param minPrice at least this price, in its currency
     * @param maxPrice at most this price, in its currency
     */
    record FindCourses(
            @Nullable String category,
            @Nullable String tag,
            @Nullable String text,
            @Nullable UUID instructorId,
            @Nullable Money minPrice,
            @Nullable Money maxPrice,
            @Nullable Caller caller,
            PageRequest page)
            implements CourseQuery {}

    /** Answers a page of {@link MaterialView}, in their order. */
    record FindMaterials(UUID courseId, @Nullable Caller caller, PageRequest page) implements CourseQuery {}
}
