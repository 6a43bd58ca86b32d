package io.medicaledu.catalog.api;

import java.util.List;
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
            CancellationPolicy policy,
            BookingRules rules)
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

    /**
     * Gives the course, and its sessions that are not over, to another instructor. Bookings stay as they are.
     *
     * @throws io.medicaledu.shared.Problem {@code not-an-instructor}, {@code slot-overlap}; {@code own-slot} if the other
     *     instructor has booked one of the sessions
     */
    record HandOverCourse(@TargetAggregateIdentifier UUID courseId, UUID instructorId) implements CourseCommand {}

    /** @param sortIndex null means at the end */
    record AddMaterial(
            @TargetAggregateIdentifier UUID courseId,
            UUID materialId,
            MaterialDetails details,
            @Nullable Integer sortIndex)
            implements CourseCommand {}

    /** @throws io.medicaledu.shared.Problem {@code not-found} */
    record ChangeMaterial(@TargetAggregateIdentifier UUID courseId, UUID materialId, MaterialChange change)
            implements CourseCommand {}

    /** @throws io.medicaledu.shared.Problem {@code not-found} */
    record RemoveMaterial(@TargetAggregateIdentifier UUID courseId, UUID materialId) implements CourseCommand {}

    /**
     * @param materialIds every material of the course, in the new order
     * @throws io.medicaledu.shared.Problem {@code validation} if one is missing, unknown or there twice
     */
    record OrderMaterials(@TargetAggregateIdentifier UUID courseId, List<UUID> materialIds) implements CourseCommand {}
}
