package io.medicaledu.booking.command;

import io.medicaledu.booking.api.BookingEvent.BookingRequested;
import io.medicaledu.booking.api.CancellationReason;
import io.medicaledu.booking.api.Funding;
import io.medicaledu.booking.command.Repayments.Repaid;
import io.medicaledu.promotion.command.PromoCodes;
import io.medicaledu.scheduling.command.AvailabilitySlot;
import io.medicaledu.shared.Ids;
import io.medicaledu.shared.Money;
import io.medicaledu.shared.command.Aggregates;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.axonframework.modelling.command.Aggregate;
import org.axonframework.modelling.command.Repository;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * A reschedule is a new booking in place of an old one. Either both change hands in one transaction, or neither: seats,
 * promo code and what was paid.
 */
@Component
class Replacements {

    private final Repository<Booking> bookings;
    private final Repository<AvailabilitySlot> slots;
    private final PromoCodes promoCodes;
    private final Repayments repayments;
    private final Clock clock;

    Replacements(
            Repository<Booking> bookingRepository,
            Repository<AvailabilitySlot> availabilitySlotRepository,
            PromoCodes promoCodes,
            Repayments repayments,
            Clock clock) {
        this.bookings = bookingRepository;
        this.slots = availabilitySlotRepository;
        this.promoCodes = promoCodes;
        this.repayments = repayments;
        this.clock = clock;
    }

    /**
     * Confirms the new booking, whose price difference was paid, and ends the old one.
     *
     * @param paymentId what the difference was paid with
     * @return false if the old booking has ended meanwhile; then the new one is cancelled
     */
    boolean complete(Aggregate<Booking> next, UUID paymentId) {
        BookingRequested terms = next.invoke(Booking::terms);
        Aggregate<Booking> old = oldOf(next);
        if (!old.invoke(Booking::state).isConfirmed()) {
            next.execute(it -> it.endUnpaid(CancellationReason.HoldExpired, clock.instant()));
            slotOf(next).execute(slot -> slot.release(terms.bookingId(), clock.instant()));
            return false;
        }
        confirm(next, paymentId, old.invoke(Booking::state).funding());
        handOver(old, next, Repaid.nothing(terms.amount().currency()));
        return true;
    }

    /**
     * Confirms the new booking, which costs no more, and ends the old one.
     *
     * @param difference what of the price difference goes back to the student
     */
    Repaid swap(Aggregate<Booking> old, Aggregate<Booking> next, Money difference) {
        List<Funding> funding = old.invoke(Booking::state).funding();
        List<Funding> owed = Funding.last(repayments.stillPaid(funding), difference);
        confirm(next, null, Funding.without(funding, owed));
        Repaid repaid = repayments.give(
                owed,
                difference.currency(),
                payment -> Ids.rescheduleRefund(idOf(next), payment),
                "Booking moved to a cheaper slot");
        handOver(old, next, repaid);
        return repaid;
    }

    private void confirm(Aggregate<Booking> next, @Nullable UUID paymentId, List<Funding> carriedOver) {
        Aggregate<AvailabilitySlot> slot = slotOf(next);
        slot.execute(it -> it.take(idOf(next)));
        next.execute(it -> it.confirm(paymentId, carriedOver));
        MovingSessions.meet(slot, next);
    }

    /** Ends the old booking, frees its seat, and moves its promo code to the new one. */
    void handOver(Aggregate<Booking> old, Aggregate<Booking> next, Repaid repaid) {
        UUID oldId = idOf(old);
        Optional<UUID> promoCode = old.invoke(it -> it.promoCode().current());
        old.execute(it -> it.reschedule(idOf(next), repaid, clock.instant()));
        slotOf(old).execute(slot -> slot.release(oldId, clock.instant()));
        promoCode.ifPresent(code -> {
            BookingRequested terms = next.invoke(Booking::terms);
            promoCodes.takeOver(code, new PromoCodes.Use(terms.bookingId(), terms.studentId()));
            next.execute(it -> it.redeem(code));
        });
    }

    /** After a booking has been cancelled: what it was to replace stays; what was to replace it goes. */
    void abandon(Aggregate<Booking> cancelled) {
        UUID cancelledId = idOf(cancelled);
        cancelled
                .invoke(Booking::rescheduledFrom)
                .ifPresent(old ->
                        Aggregates.load(bookings, old, "booking").execute(it -> it.abandonReschedule(cancelledId)));
        cancelled.invoke(Booking::pendingReschedule).ifPresent(id -> {
            Aggregate<Booking> next = Aggregates.load(bookings, id, "booking");
            if (next.invoke(Booking::state).isPending()) {
                next.execute(it -> it.endUnpaid(CancellationReason.HoldExpired, clock.instant()));
                slotOf(next).execute(slot -> slot.release(id, clock.instant()));
            }
        });
    }

    private Aggregate<Booking> oldOf(Aggregate<Booking> next) {
        return Aggregates.load(bookings, next.invoke(Booking::rescheduledFrom).orElseThrow(), "booking");
    }

    private Aggregate<AvailabilitySlot> slotOf(Aggregate<Booking> booking) {
        return Aggregates.load(slots, booking.invoke(Booking::terms).slotId(), "slot");
    }

    private static UUID idOf(Aggregate<Booking> booking) {
        return booking.invoke(Booking::terms).bookingId();
    }
}
