package io.medicaledu.catalog.api;

import java.util.UUID;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.axonframework.modelling.command.TargetAggregateVersion;
import org.jspecify.annotations.Nullable;

/** What can be asked of a course. */
public sealed interface CourseCommand {

    UUID courseId();

    record CreateCourse(
            @TargetAggregateIdentifier UUID courseId,
            UUID instructorId,
            CourseDetails details,
            CancellationPolicy policy)
            implements CourseCommand {}

    /** @param version the version the caller has seen; null means any */
    record ChangeCourse(
            @TargetAggregateIdentifier UUID courseId,
            @TargetAggregateVersion @Nullable Long version,
            CourseChange change)
            implements CourseCommand {}

    record PublishCourse(@TargetAggregateIdentifier UUID courseId) implements CourseCommand {}

    /** Sells nothing more; bookings stay as they are. */
    record UnpublishCourse(@TargetAggregateIdentifier UUID courseId) implements CourseCommand {}

    /** Soft delete. */
    record DeleteCourse(@TargetAggregateIdentifier UUID courseId) implements CourseCommand {}
}
