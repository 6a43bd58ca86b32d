package io.medicaledu.catalog.api;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.axonframework.serialization.Revision;

/** What can happen to a course. */
public sealed interface CourseEvent {

    /** The course. */
    UUID courseId();

    /**
     * An instructor has made a course; nobody sees it yet.
     *
     * @param instructorId who gives it
     * @param details what it says of itself
     * @param cancellationPolicy what a cancellation gives back
     */
    @Revision("1")
    record CourseCreated(UUID courseId, UUID instructorId, CourseDetails details, CancellationPolicy cancellationPolicy)
            implements CourseEvent {}

    /**
     * What the course says of itself has changed; what did not change is told as well.
     *
     * @param details what it says of itself now
     * @param cancellationPolicy what a cancellation gives back, for new bookings
     */
    @Revision("1")
    record CourseChanged(UUID courseId, CourseDetails details, CancellationPolicy cancellationPolicy)
            implements CourseEvent {}

    /**
     * Everybody sees the course, and its sessions can be booked.
     *
     * @param publishedAt when
     */
    @Revision("1")
    record CoursePublished(UUID courseId, Instant publishedAt) implements CourseEvent {}

    /** Nobody new sees or books the course; what is booked stays. */
    @Revision("1")
    record CourseUnpublished(UUID courseId) implements CourseEvent {}

    /**
     * Another instructor is responsible for the course from now on.
     *
     * @param instructorId who gives it now
     * @param formerInstructorId who was until now
     */
    @Revision("1")
    record CourseHandedOver(UUID courseId, UUID instructorId, UUID formerInstructorId) implements CourseEvent {}

    /**
     * The course is gone for good.
     *
     * @param deletedAt when
     */
    @Revision("1")
    record CourseDeleted(UUID courseId, Instant deletedAt) implements CourseEvent {}

    /**
     * How the course is booked from now on.
     *
     * @param rules all of them; in revision 1 without the rule for reschedules
     */
    @Revision("2")
    record BookingRulesSet(UUID courseId, BookingRules rules) implements CourseEvent {}

    /**
     * The course has one more material.
     *
     * @param materialId the material
     * @param details what it says of itself
     * @param sortIndex its place among the materials, from 0
     */
    @Revision("1")
    record MaterialAdded(UUID courseId, UUID materialId, MaterialDetails details, int sortIndex)
            implements CourseEvent {}

    /**
     * What the material says of itself has changed.
     *
     * @param details what it says of itself now
     * @param sortIndex its place among the materials, from 0
     */
    @Revision("1")
    record MaterialChanged(UUID courseId, UUID materialId, MaterialDetails details, int sortIndex)
            implements CourseEvent {}

    /**
     * The course has this material no longer.
     *
     * @param removedAt when
     */
    @Revision("1")
    record MaterialRemoved(UUID courseId, UUID materialId, Instant removedAt) implements CourseEvent {}

    /**
     * The materials have another order.
     *
     * @param materialIds all materials; the first one has sort index 0
     */
    @Revision("1")
    record MaterialsOrdered(UUID courseId, List<UUID> materialIds) implements CourseEvent {}
}
