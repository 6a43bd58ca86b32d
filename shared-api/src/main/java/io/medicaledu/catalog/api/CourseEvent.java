package io.medicaledu.catalog.api;

import java.time.Instant;
import java.util.List;
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

    /**
     * Another instructor is responsible for the course from now on.
     *
     * @param formerInstructorId who was until now
     */
    @Revision("1")
    record CourseHandedOver(UUID courseId, UUID instructorId, UUID formerInstructorId) implements CourseEvent {}

    @Revision("1")
    record CourseDeleted(UUID courseId, Instant deletedAt) implements CourseEvent {}

    /** In revision 1 without a rule for reschedules. */
    @Revision("2")
    record BookingRulesSet(UUID courseId, BookingRules rules) implements CourseEvent {}

    @Revision("1")
    record MaterialAdded(UUID courseId, UUID materialId, MaterialDetails details, int sortIndex)
            implements CourseEvent {}

    @Revision("1")
    record MaterialChanged(UUID courseId, UUID materialId, MaterialDetails details, int sortIndex)
            implements CourseEvent {}

    @Revision("1")
    record MaterialRemoved(UUID courseId, UUID materialId, Instant removedAt) implements CourseEvent {}

    /** @param materialIds all materials; the first one has sort index 0 */
    @Revision("1")
    record MaterialsOrdered(UUID courseId, List<UUID> materialIds) implements CourseEvent {}
}
