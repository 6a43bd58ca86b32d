package io.medicaledu.scheduling.api;

import io.medicaledu.shared.Money;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/** What can happen to an availability slot. Times are UTC instants. */
public sealed interface SlotEvent {

    UUID slotId();

    @Revision("1")
    record SlotCreated(
            UUID slotId,
            UUID courseId,
            UUID instructorId,
            Instant startTime,
            Instant endTime,
            Money price,
            int maxParticipants,
            @Nullable String notes)
            implements SlotEvent {}

    /** A seat is kept for a booking that is not paid yet. */
    @Revision("1")
    record SeatHeld(UUID slotId, UUID bookingId, UUID studentId, Instant heldUntil) implements SlotEvent {}

    /** A seat belongs to a confirmed booking. */
    @Revision("1")
    record SeatTaken(UUID slotId, UUID bookingId, UUID studentId) implements SlotEvent {}

    /** A held or taken seat is free again. */
    @Revision("1")
    record SeatReleased(UUID slotId, UUID bookingId) implements SlotEvent {}

    /** @param bookingIds the bookings that held or had taken a seat */
    @Revision("1")
    record SlotCancelled(UUID slotId, String reason, List<UUID> bookingIds) implements SlotEvent {}

    /**
     * The slot as it is from now on.
     *
     * @param formerStart when it began before; null if its start stays, and in revision 1
     */
    @Revision("2")
    record SlotChanged(
            UUID slotId,
            Instant startTime,
            Instant endTime,
            Money price,
            int maxParticipants,
            @Nullable String notes,
            @Nullable Instant formerStart)
            implements SlotEvent {}

    /**
     * Where the session takes place, for all who are or will be booked.
     *
     * @param meetingUrl null if it was taken back
     */
    @Revision("1")
    record SlotMeetingArranged(UUID slotId, @Nullable String meetingUrl) implements SlotEvent {}

    /**
     * Another instructor holds the session.
     *
     * @param bookingIds the bookings that hold or have taken a seat
     */
    @Revision("1")
    record SlotHandedOver(UUID slotId, UUID instructorId, UUID formerInstructorId, List<UUID> bookingIds)
            implements SlotEvent {}

    /**
     * A student waits for a seat.
     *
     * @param closesMinutesBefore no seat is offered later than this before the start
     * @param offerSeconds how long a seat that comes free is kept for one who waits
     */
    @Revision("1")
    record WaitlistJoined(
            UUID slotId, UUID studentId, UUID courseId, Instant joinedAt, int closesMinutesBefore, int offerSeconds)
            implements SlotEvent {}

    /** The student waits no longer: does not want to, or has got a seat. */
    @Revision("1")
    record WaitlistLeft(UUID slotId, UUID studentId) implements SlotEvent {}

    /** A seat came free; it is kept for the student, who has waited longest. */
    @Revision("1")
    record SeatOffered(UUID slotId, UUID studentId, Instant until) implements SlotEvent {}

    /** The offer has ended. Who has not taken it does not wait any more. */
    @Revision("1")
    record SeatOfferEnded(UUID slotId, UUID studentId, OfferEnd end) implements SlotEvent {}

    /**
     * The course is not offered at present: seats that were offered are not any more, and all keep their places.
     *
     * @param withdrawnFrom those who had an offer, and are the next again
     */
    @Revision("1")
    record WaitlistPaused(UUID slotId, UUID courseId, List<UUID> withdrawnFrom) implements SlotEvent {}

    /** The course is gone: nobody waits any more. */
    @Revision("1")
    record WaitlistClosed(UUID slotId, UUID courseId) implements SlotEvent {}

    /** The course is offered again. */
    @Revision("1")
    record WaitlistResumed(UUID slotId, UUID courseId) implements SlotEvent {}

    /** The slot is one of a series. */
    @Revision("1")
    record SlotJoinedSeries(UUID slotId, UUID seriesId, String rrule, ZoneId timeZone, LocalDateTime localStart)
            implements SlotEvent {}
}
