package io.medicaledu.scheduling.api;

import io.medicaledu.shared.Money;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** What can be asked of an availability slot. Seats are held and taken by the commands of a booking. */
public sealed interface SlotCommand {

    UUID slotId();

    /**
     * Opens a slot of a course.
     *
     * @param price null means the course's price
     * @param meetingUrl where it takes place; null if that is not known yet
     * @throws io.medicaledu.shared.Problem {@code not-found} for an unknown course, {@code slot-overlap}
     */
    record CreateSlot(
            @TargetAggregateIdentifier UUID slotId,
            UUID courseId,
            Instant startTime,
            Instant endTime,
            @Nullable Money price,
            int maxParticipants,
            @Nullable String notes,
            @Nullable String meetingUrl)
            implements SlotCommand {}

    /**
     * Changes one slot, or it and those of its series that follow. A new time moves the following ones by as much on
     * the clock of the series. Bookings go along.
     *
     * @param version the version the caller has seen; null means any
     * @throws io.medicaledu.shared.Problem {@code slot-state}, {@code slot-overlap}, {@code validation}
     */
    record ChangeSlot(
            @TargetAggregateIdentifier UUID slotId,
            @Nullable Long version,
            SlotChange change,
            SeriesScope scope) implements SlotCommand {}

    /** Cancels the slot and those of its series that start later. */
    record CancelSlotAndFollowing(@TargetAggregateIdentifier UUID slotId, String reason) implements SlotCommand {}

    /** Cancels every future slot of an instructor whose account is gone. */
    record CancelSlotsOfInstructor(
            @TargetAggregateIdentifier UUID slotId, UUID instructorId) implements SlotCommand {}

    /**
     * Queues the bookings of a cancelled slot; each is then cancelled, with a full refund, in a transaction of its own.
     * Repeated, it changes nothing.
     */
    record CancelBookingsOfSlot(@TargetAggregateIdentifier UUID slotId, List<UUID> bookingIds) implements SlotCommand {}

    /** Cancels the slot; a saga then cancels every booking on it with a full refund. */
    record CancelSlot(@TargetAggregateIdentifier UUID slotId, String reason) implements SlotCommand {}
}
