package io.medicaledu.catalog.api;

import java.time.Instant;
import java.util.UUID;
import org.axonframework.serialization.Revision;

/** What can happen to a course. */
public sealed interface CourseEvent {

    UUID courseId();

    @Revision("1")
    record CourseCreated(UUID courseId, UUID instructorId, CourseDetails details, CancellationPolicy cancellationPolicy)
            implements CourseEvent {}

    @Revision("1")
    record CourseChanged(UUID courseId, CourseDetails details, CancellationPolicy cancellationPolicy)
            implements CourseEvent {}

    @Revision("1")
    record CoursePublished(UUID courseId, Instant publishedAt) implements CourseEvent {}

    @Revision("1")
    record CourseUnpublished(UUID courseId) implements CourseEvent {}

    @Revision("1")
    record CourseDeleted(UUID courseId, Instant deletedAt) implements CourseEvent {}
}
