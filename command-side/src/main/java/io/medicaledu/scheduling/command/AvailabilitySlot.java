package io.medicaledu.scheduling.command;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.medicaledu.identity.api.Actor;
import io.medicaledu.scheduling.api.SlotChange;
import io.medicaledu.scheduling.api.SlotCommand.CancelSlot;
import io.medicaledu.scheduling.api.SlotCommand.CreateSlot;
import io.medicaledu.scheduling.api.SlotEvent.SeatHeld;
import io.medicaledu.scheduling.api.SlotEvent.SeatReleased;
import io.medicaledu.scheduling.api.SlotEvent.SeatTaken;
import io.medicaledu.scheduling.api.SlotEvent.SlotCancelled;
import io.medicaledu.scheduling.api.SlotEvent.SlotChanged;
import io.medicaledu.scheduling.api.SlotEvent.SlotCreated;
import io.medicaledu.scheduling.api.SlotEvent.SlotHandedOver;
import io.medicaledu.scheduling.api.SlotEvent.SlotJoinedSeries;
import io.medicaledu.shared.Money;
import io.medicaledu.shared.Problem;
import io.medicaledu.shared.ProblemCode;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
    private int maxParticipants;
    private @Nullable String notes;
    private boolean cancelled;
    private @Nullable SlotJoinedSeries series;
    private final Map<UUID, Seat> seatsByBooking = new LinkedHashMap<>();

    private record Seat(UUID studentId, boolean taken) {}

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

    boolean isBooked() {
        return !seatsByBooking.isEmpty();
    }

    /** Those that hold or have taken a seat. */
    List<UUID> bookings() {
        return List.copyOf(seatsByBooking.keySet());
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
        if (seatsByBooking.values().stream().anyMatch(seat -> seat.studentId().equals(toInstructor))) {
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
        int capacity = change.maxParticipants().of(maxParticipants, 1);
        if (capacity < seatsByBooking.size()) {
            throw new Problem(ProblemCode.SLOT_STATE, seatsByBooking.size() + " seats are held or taken already");
        }
        SlotChanged changed = new SlotChanged(
                slotId,
                start,
                end,
                newPrice.apply(price),
                capacity,
                change.notes().of(notes));
        if (!changed.equals(new SlotChanged(slotId, startTime, endTime, price, maxParticipants, notes))) {
            apply(changed);
        }
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
        if (seatsByBooking.values().stream().anyMatch(seat -> seat.studentId().equals(studentId))) {
            throw new Problem(ProblemCode.ALREADY_BOOKED, "The student already holds a booking on this slot");
        }
        if (seatsByBooking.size() >= maxParticipants) {
            throw new Problem(ProblemCode.SLOT_FULL, "All " + maxParticipants + " seats are held or taken");
        }
        apply(new SeatHeld(slotId, bookingId, studentId, until));
    }

    /** True if {@link #hold} would succeed. */
    public boolean hasSeatFor(UUID studentId, Instant now) {
        return !cancelled
                && now.isBefore(startTime)
                && seatsByBooking.size() < maxParticipants
                && seatsByBooking.values().stream()
                        .noneMatch(seat -> seat.studentId().equals(studentId));
    }

    /** Turns a held seat into a taken one. */
    public void take(UUID bookingId) {
        Seat seat = seatsByBooking.get(bookingId);
        if (seat == null) {
            throw new IllegalStateException("Booking " + bookingId + " holds no seat on slot " + slotId);
        }
        if (!seat.taken()) {
            apply(new SeatTaken(slotId, bookingId, seat.studentId()));
        }
    }

    /** Frees the booking's seat, if it has one. */
    public void release(UUID bookingId) {
        if (seatsByBooking.containsKey(bookingId)) {
            apply(new SeatReleased(slotId, bookingId));
        }
    }

    @EventSourcingHandler
    void on(SlotCreated event) {
        slotId = event.slotId();
        courseId = event.courseId();
        instructorId = event.instructorId();
        startTime = event.startTime();
        endTime = event.endTime();
        price = event.price();
        maxParticipants = event.maxParticipants();
        notes = event.notes();
    }

    @EventSourcingHandler
    void on(SlotChanged event) {
        startTime = event.startTime();
        endTime = event.endTime();
        price = event.price();
        maxParticipants = event.maxParticipants();
        notes = event.notes();
    }

    @EventSourcingHandler
    void on(SlotHandedOver event) {
        instructorId = event.instructorId();
    }

    @EventSourcingHandler
    void on(SlotJoinedSeries event) {
        series = event;
    }

    @EventSourcingHandler
    void on(SeatHeld event) {
        seatsByBooking.put(event.bookingId(), new Seat(event.studentId(), false));
    }

    @EventSourcingHandler
    void on(SeatTaken event) {
        seatsByBooking.put(event.bookingId(), new Seat(event.studentId(), true));
    }

    @EventSourcingHandler
    void on(SeatReleased event) {
        seatsByBooking.remove(event.bookingId());
    }

    @EventSourcingHandler
    void on(SlotCancelled event) {
        cancelled = true;
    }

    @SuppressWarnings("NullAway.Init") // Axon's: filled by the events
    AvailabilitySlot() {}
}
