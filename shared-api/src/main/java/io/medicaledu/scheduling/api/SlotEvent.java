package io.medicaledu.scheduling.api;

import io.medicaledu.shared.Money;
import io.medicaledu.shared.PersonalData;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/** What can happen to an availability slot. Times are UTC instants. */
public sealed interface SlotEvent {

    /** The slot. */
    UUID slotId();

    /**
     * An instructor offers a session.
     *
     * @param instructorId who holds the session
     * @param startTime of the session
     * @param endTime of the session
     * @param price of a seat
     * @param maxParticipants seats in all
     * @param notes for the students; null if there are none
     */
    @Revision("1")
    record SlotCreated(
            UUID slotId,
            UUID courseId,
            UUID instructorId,
            Instant startTime,
            Instant endTime,
            Money price,
            int maxParticipants,
            @PersonalData @Nullable String notes)
            implements SlotEvent {}

    /**
     * A seat is kept for a booking that is not paid yet.
     *
     * @param studentId for whom
     * @param heldUntil when the hold ends unless it is paid
     */
    @Revision("1")
    record SeatHeld(UUID slotId, UUID bookingId, UUID studentId, Instant heldUntil) implements SlotEvent {}

    /** A seat belongs to a confirmed booking. */
    @Revision("1")
    record SeatTaken(UUID slotId, UUID bookingId, UUID studentId) implements SlotEvent {}

    /** A held or taken seat is free again. */
    @Revision("1")
    record SeatReleased(UUID slotId, UUID bookingId) implements SlotEvent {}

    /**
     * The session does not take place; its bookings end one by one.
     *
     * @param reason what the students are told
     * @param bookingIds the bookings that held or had taken a seat
     */
    @Revision("1")
    record SlotCancelled(UUID slotId, @PersonalData String reason, List<UUID> bookingIds) implements SlotEvent {}

    /**
     * The slot as it is from now on.
     *
     * @param startTime of the session
     * @param endTime of the session
     * @param price of a seat, for new bookings
     * @param maxParticipants seats in all
     * @param notes for the students; null if there are none
     * @param formerStart when it began before; null if its start stays, and in revision 1
     */
    @Revision("2")
    record SlotChanged(
            UUID slotId,
            Instant startTime,
            Instant endTime,
            Money price,
            int maxParticipants,
            @PersonalData @Nullable String notes,
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
     * @param instructorId who holds it now
     * @param formerInstructorId who held it until now
     * @param bookingIds the bookings that hold or have taken a seat
     */
    @Revision("1")
    record SlotHandedOver(UUID slotId, UUID instructorId, UUID formerInstructorId, List<UUID> bookingIds)
            implements SlotEvent {}

    /**
     * A student waits for a seat.
     *
     * @param studentId who waits
     * @param joinedAt when; who has waited longest is the next
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

    /**
     * A seat came free; it is kept for the student, who has waited longest.
     *
     * @param until when the offer ends by itself
     */
    @Revision("1")
    record SeatOffered(UUID slotId, UUID studentId, Instant until) implements SlotEvent {}

    /**
     * The offer has ended. Who has not taken it does not wait any more.
     *
     * @param end how it ended
     */
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

    /**
     * The slot is one of a series.
     *
     * @param rrule RFC 5545
     * @param timeZone in which the rule repeats
     * @param localStart of the session, in that time zone
     */
    @Revision("1")
    record SlotJoinedSeries(UUID slotId, UUID seriesId, String rrule, ZoneId timeZone, LocalDateTime localStart)
            implements SlotEvent {}
}
