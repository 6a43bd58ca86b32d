package io.medicaledu.scheduling.command;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.medicaledu.scheduling.api.OfferEnd;
import io.medicaledu.scheduling.api.SlotEvent;
import io.medicaledu.scheduling.api.SlotEvent.SeatHeld;
import io.medicaledu.scheduling.api.SlotEvent.SeatOfferEnded;
import io.medicaledu.scheduling.api.SlotEvent.SeatOffered;
import io.medicaledu.scheduling.api.SlotEvent.SeatReleased;
import io.medicaledu.scheduling.api.SlotEvent.SeatTaken;
import io.medicaledu.scheduling.api.SlotEvent.SlotCancelled;
import io.medicaledu.scheduling.api.SlotEvent.SlotChanged;
import io.medicaledu.scheduling.api.SlotEvent.SlotCreated;
import io.medicaledu.scheduling.api.SlotEvent.SlotHandedOver;
import io.medicaledu.scheduling.api.SlotEvent.SlotJoinedSeries;
import io.medicaledu.scheduling.api.SlotEvent.SlotMeetingArranged;
import io.medicaledu.scheduling.api.SlotEvent.WaitlistClosed;
import io.medicaledu.scheduling.api.SlotEvent.WaitlistJoined;
import io.medicaledu.scheduling.api.SlotEvent.WaitlistLeft;
import io.medicaledu.scheduling.api.SlotEvent.WaitlistPaused;
import io.medicaledu.scheduling.api.SlotEvent.WaitlistResumed;
import io.medicaledu.shared.Problem;
import io.medicaledu.shared.ProblemCode;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * The seats of a slot: each is free, held or taken by a booking, or kept for somebody who waited. Never are there more than
 * the slot has.
 */
final class SlotSeats {

    private final UUID slotId;
    private final Map<UUID, Seat> byBooking = new LinkedHashMap<>();
    private final Waitlist waitlist = new Waitlist();
    private Instant start;
    private int capacity;

    private record Seat(UUID studentId, boolean taken) {}

    SlotSeats(UUID slotId, Instant start, int capacity) {
        this.slotId = slotId;
        this.start = start;
        this.capacity = capacity;
    }

    int capacity() {
        return capacity;
    }

    /** Those that hold or have taken a seat. */
    List<UUID> bookings() {
        return List.copyOf(byBooking.keySet());
    }

    boolean isBookedBy(UUID studentId) {
        return byBooking.values().stream().anyMatch(seat -> seat.studentId().equals(studentId));
    }

    boolean hasOneFor(UUID studentId) {
        return !isBookedBy(studentId) && (hasFreeOne() || waitlist.isOfferedTo(studentId));
    }

    boolean hasTaken() {
        return byBooking.values().stream().anyMatch(Seat::taken);
    }

    /** What came free while nothing was offered is for those who wait. */
    private boolean hasFreeOne() {
        return inUse() < capacity && !waitlist.isHolding();
    }

    /** Those that nobody else can have: held, taken, or offered to somebody who waited. */
    private int inUse() {
        return byBooking.size() + waitlist.offered().size();
    }

    /** @throws Problem {@code slot-state} if more are in use */
    void requireRoomIn(int newCapacity) {
        if (newCapacity < inUse()) {
            throw new Problem(ProblemCode.SLOT_STATE, inUse() + " seats are held, taken or offered already");
        }
    }

    private void requireNotBookedBy(UUID studentId) {
        if (isBookedBy(studentId)) {
            throw new Problem(ProblemCode.ALREADY_BOOKED, "The student already holds a booking on this slot");
        }
    }

    /**
     * The student is about to hold a seat: a free one, or the one that is offered.
     *
     * @throws Problem {@code already-booked}, {@code slot-full}
     */
    void prepareFor(UUID studentId) {
        requireNotBookedBy(studentId);
        if (!hasOneFor(studentId)) {
            throw new Problem(ProblemCode.SLOT_FULL, "All " + capacity + " seats are held or taken");
        }
        if (waitlist.isOfferedTo(studentId)) {
            apply(new SeatOfferEnded(slotId, studentId, OfferEnd.Taken));
        } else if (waitlist.isWaiting(studentId)) {
            apply(new WaitlistLeft(slotId, studentId));
        }
    }

    void take(UUID bookingId) {
        Seat seat = byBooking.get(bookingId);
        if (seat == null) {
            throw new IllegalStateException("Booking " + bookingId + " holds no seat on slot " + slotId);
        }
        if (!seat.taken()) {
            apply(new SeatTaken(slotId, bookingId, seat.studentId()));
        }
    }

    void release(UUID bookingId, Instant now) {
        if (byBooking.containsKey(bookingId)) {
            apply(new SeatReleased(slotId, bookingId));
            offer(now);
        }
    }

    int join(WaitlistJoined joining, int mostWaiting) {
        UUID studentId = joining.studentId();
        requireNotBookedBy(studentId);
        if (!waitlist.isOfferedTo(studentId) && !waitlist.isWaiting(studentId)) {
            if (hasFreeOne()) {
                throw new Problem(ProblemCode.SLOT_NOT_FULL, "There is a free seat; book it");
            }
            if (waitlist.size() >= mostWaiting) {
                throw new Problem(ProblemCode.WAITLIST_FULL, mostWaiting + " students wait for this slot already");
            }
            apply(joining);
        }
        return waitlist.position(studentId);
    }

    void leave(UUID studentId, Instant now) {
        if (waitlist.isOfferedTo(studentId)) {
            apply(new SeatOfferEnded(slotId, studentId, OfferEnd.Declined));
            offer(now);
        } else if (waitlist.isWaiting(studentId)) {
            apply(new WaitlistLeft(slotId, studentId));
        }
    }

    void expireOffer(UUID studentId, Instant until, Instant now) {
        if (waitlist.isOfferedTo(studentId, until) && !now.isBefore(until)) {
            apply(new SeatOfferEnded(slotId, studentId, OfferEnd.Expired));
            offer(now);
        }
    }

    void pauseOffers(UUID courseId) {
        if (waitlist.size() > 0 && !waitlist.isPaused()) {
            apply(new WaitlistPaused(slotId, courseId, waitlist.offered()));
        }
    }

    void closeLine(UUID courseId) {
        if (waitlist.size() > 0) {
            apply(new WaitlistClosed(slotId, courseId));
        }
    }

    void resumeOffers(UUID courseId, Instant now) {
        if (waitlist.isPaused()) {
            apply(new WaitlistResumed(slotId, courseId));
            offer(now);
        }
    }

    /** Offers free seats to those who wait, as long as there is time for it. */
    void offer(Instant now) {
        Optional<Instant> until = waitlist.offerUntil(start, now);
        Optional<UUID> next = waitlist.next();
        while (inUse() < capacity && next.isPresent() && until.isPresent()) {
            apply(new SeatOffered(slotId, next.get(), until.get()));
            next = waitlist.next();
        }
    }

    void on(SlotEvent event) {
        switch (event) {
            case SeatHeld e -> byBooking.put(e.bookingId(), new Seat(e.studentId(), false));
            case SeatTaken e -> byBooking.put(e.bookingId(), new Seat(e.studentId(), true));
            case SeatReleased e -> byBooking.remove(e.bookingId());
            case WaitlistJoined e -> waitlist.join(e);
            case WaitlistLeft e -> waitlist.leave(e.studentId());
            case SeatOffered e -> waitlist.offer(e);
            case SeatOfferEnded e -> waitlist.leave(e.studentId());
            case WaitlistPaused ignored -> waitlist.pause();
            case WaitlistResumed ignored -> waitlist.resume();
            case WaitlistClosed ignored -> waitlist.close();
            case SlotCancelled ignored -> waitlist.close();
            case SlotChanged e -> {
                start = e.startTime();
                capacity = e.maxParticipants();
            }
            case SlotCreated ignored -> {}
            case SlotHandedOver ignored -> {}
            case SlotMeetingArranged ignored -> {}
            case SlotJoinedSeries ignored -> {}
        }
    }
}
