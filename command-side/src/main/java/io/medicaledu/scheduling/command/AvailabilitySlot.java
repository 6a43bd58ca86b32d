package io.medicaledu.scheduling.command;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.medicaledu.identity.api.Actor;
import io.medicaledu.scheduling.api.SlotChange;
import io.medicaledu.scheduling.api.SlotCommand.CancelSlot;
import io.medicaledu.scheduling.api.SlotCommand.CreateSlot;
import io.medicaledu.scheduling.api.SlotEvent;
import io.medicaledu.scheduling.api.SlotEvent.SeatHeld;
import io.medicaledu.scheduling.api.SlotEvent.SlotCancelled;
import io.medicaledu.scheduling.api.SlotEvent.SlotChanged;
import io.medicaledu.scheduling.api.SlotEvent.SlotCreated;
import io.medicaledu.scheduling.api.SlotEvent.SlotHandedOver;
import io.medicaledu.scheduling.api.SlotEvent.SlotJoinedSeries;
import io.medicaledu.scheduling.api.SlotEvent.SlotMeetingArranged;
import io.medicaledu.scheduling.api.SlotEvent.WaitlistJoined;
import io.medicaledu.shared.Money;
import io.medicaledu.shared.Problem;
import io.medicaledu.shared.ProblemCode;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.messaging.MetaData;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;

/**
 * A time in which an instructor teaches. Guards its seats: a seat is held for a booking that waits for payment, taken
 * by a confirmed one, and never given twice. The commands of a booking call it in their own transaction.
 */
@Aggregate
public class AvailabilitySlot {

    @AggregateIdentifier
    private UUID slotId;

    private UUID courseId;
    private UUID instructorId;
    private Instant startTime;
    private Instant endTime;
    private Money price;
    private @Nullable String notes;
    private @Nullable String meetingUrl;
    private boolean cancelled;
    private @Nullable SlotJoinedSeries series;
    private SlotSeats seats;

    /** What a slot offers to those who book it. */
    public record Offer(UUID courseId, UUID instructorId, Instant startTime, Instant endTime, Money price) {}

    AvailabilitySlot(CreateSlot command, UUID instructorId, Money price) {
        apply(new SlotCreated(
                command.slotId(),
                command.courseId(),
                instructorId,
                command.startTime(),
                command.endTime(),
                price,
                command.maxParticipants(),
                command.notes()));
    }

    @CommandHandler
    void handle(CancelSlot command, MetaData metaData, Clock clock) {
        Actor.of(metaData).requireOwner(instructorId);
        if (cancelled) {
            return;
        }
        if (!clock.instant().isBefore(startTime)) {
            throw new Problem(ProblemCode.SLOT_STATE, "The session has begun already");
        }
        cancel(command.reason());
    }

    /** One of a series. */
    void joinSeries(UUID series, String rrule, ZoneId timeZone, LocalDateTime localStart) {
        apply(new SlotJoinedSeries(slotId, series, rrule, timeZone, localStart));
    }

    /** The series and its clock; null if the slot is not part of one. */
    @Nullable
    SlotJoinedSeries series() {
        return series;
    }

    UUID instructorId() {
        return instructorId;
    }

    UUID courseId() {
        return courseId;
    }

    Instant startTime() {
        return startTime;
    }

    Instant endTime() {
        return endTime;
    }

    public boolean isCancelled() {
        return cancelled;
    }

    /** Where the session takes place; null if that is not known. */
    public @Nullable String meetingUrl() {
        return meetingUrl;
    }

    boolean isBooked() {
        return !seats.bookings().isEmpty();
    }

    /** True if a booking is confirmed. */
    public boolean hasParticipants() {
        return seats.hasTaken();
    }

    /** Those that hold or have taken a seat. */
    List<UUID> bookings() {
        return seats.bookings();
    }

    boolean isAtAnotherTime(Instant start, Instant end) {
        return !start.equals(startTime) || !end.equals(endTime);
    }

    boolean isUpcoming(Instant now) {
        return !cancelled && now.isBefore(startTime);
    }

    /** As the instructor would; the slot must not have begun. */
    void cancel(String reason) {
        apply(new SlotCancelled(slotId, reason, bookings()));
    }

    /** @throws Problem {@code own-slot} if the new instructor has booked it */
    void handOver(UUID toInstructor) {
        if (seats.isBookedBy(toInstructor)) {
            throw new Problem(ProblemCode.OWN_SLOT, "The new instructor has booked the session at " + startTime);
        }
        apply(new SlotHandedOver(slotId, toInstructor, instructorId, bookings()));
    }

    /**
     * @param newPrice of the old one
     * @throws Problem {@code slot-state} if the slot is over, or too many seats are held or taken for the change
     */
    void change(Instant start, Instant end, SlotChange change, UnaryOperator<Money> newPrice, Instant now) {
        if (!isUpcoming(now)) {
            throw new Problem(ProblemCode.SLOT_STATE, "The slot was cancelled or has begun");
        }
        int capacity = change.maxParticipants().of(seats.capacity(), 1);
        seats.requireRoomIn(capacity);
        SlotChanged changed = new SlotChanged(
                slotId,
                start,
                end,
                newPrice.apply(price),
                capacity,
                change.notes().of(notes),
                start.equals(startTime) ? null : startTime);
        if (!changed.equals(new SlotChanged(slotId, startTime, endTime, price, seats.capacity(), notes, null))) {
            apply(changed);
            seats.offer(now);
        }
    }

    /** @return whether it is another place */
    boolean meetAt(@Nullable String url) {
        boolean changes = !Objects.equals(url, meetingUrl);
        if (changes) {
            apply(new SlotMeetingArranged(slotId, url));
        }
        return changes;
    }

    public Offer offer() {
        return new Offer(courseId, instructorId, startTime, endTime, price);
    }

    /**
     * Holds a seat until the given time.
     *
     * @throws Problem {@code slot-closed}, {@code already-booked}, {@code slot-full}
     */
    public void hold(UUID bookingId, UUID studentId, Instant until, Instant now) {
        if (cancelled || !now.isBefore(startTime)) {
            throw new Problem(ProblemCode.SLOT_CLOSED, "The slot was cancelled or has begun");
        }
        seats.prepareFor(studentId);
        apply(new SeatHeld(slotId, bookingId, studentId, until));
    }

    /** True if {@link #hold} would succeed. */
    public boolean hasSeatFor(UUID studentId, Instant now) {
        return !cancelled && now.isBefore(startTime) && seats.hasOneFor(studentId);
    }

    /** Turns a held seat into a taken one. */
    public void take(UUID bookingId) {
        seats.take(bookingId);
    }

    /** Frees the booking's seat, if it has one, and keeps it for whoever waits. */
    public void release(UUID bookingId, Instant now) {
        seats.release(bookingId, now);
    }

    /**
     * Waits for a seat.
     *
     * @param mostWaiting how many may wait
     * @return the place in the line
     * @throws Problem {@code slot-closed}, {@code already-booked}, {@code slot-not-full}, {@code waitlist-full}
     */
    int joinWaitlist(WaitlistJoined joining, int mostWaiting) {
        if (!isUpcoming(joining.joinedAt())) {
            throw new Problem(ProblemCode.SLOT_CLOSED, "The slot was cancelled or has begun");
        }
        return seats.join(joining, mostWaiting);
    }

    /** Waits no longer, or declines a seat, which the next one gets. */
    void leaveWaitlist(UUID studentId, Instant now) {
        seats.leave(studentId, now);
    }

    /** The course is not offered any more; who waits keeps the place. */
    void pauseWaitlist(Instant now) {
        if (isUpcoming(now)) {
            seats.pauseOffers(courseId);
        }
    }

    /** There will be no seat any more. */
    void closeWaitlist() {
        seats.closeLine(courseId);
    }

    /** The course is offered again. */
    void resumeWaitlist(Instant now) {
        seats.resumeOffers(courseId, now);
    }

    /** The time of an offer has come: the next one gets the seat. */
    void expireOffer(UUID studentId, Instant until, Instant now) {
        seats.expireOffer(studentId, until, now);
    }

    @EventSourcingHandler
    void on(SlotCreated event) {
        slotId = event.slotId();
        courseId = event.courseId();
        instructorId = event.instructorId();
        startTime = event.startTime();
        endTime = event.endTime();
        price = event.price();
        notes = event.notes();
        seats = new SlotSeats(slotId, startTime, event.maxParticipants());
    }

    @EventSourcingHandler
    void on(SlotEvent event) {
        switch (event) {
            case SlotChanged e -> {
                startTime = e.startTime();
                endTime = e.endTime();
                price = e.price();
                notes = e.notes();
            }
            case SlotMeetingArranged e -> meetingUrl = e.meetingUrl();
            case SlotHandedOver e -> instructorId = e.instructorId();
            case SlotJoinedSeries e -> series = e;
            case SlotCancelled ignored -> cancelled = true;
            default -> {
                // Of its seats alone.
            }
        }
        seats.on(event);
    }

    @SuppressWarnings("NullAway.Init") // Axon's: filled by the events
    AvailabilitySlot() {}
}
