package io.medicaledu.booking.command;

import io.medicaledu.booking.api.BookingCommand.CancelBooking;
import io.medicaledu.booking.api.BookingCommand.CancelBookingOfSlot;
import io.medicaledu.booking.api.BookingCommand.CancelBookingsOfStudent;
import io.medicaledu.booking.api.BookingCommand.CancelUnpayable;
import io.medicaledu.booking.api.BookingCommand.CancellationResult;
import io.medicaledu.booking.api.BookingCommand.ExpireHold;
import io.medicaledu.booking.api.BookingCommand.WithdrawBooking;
import io.medicaledu.booking.api.BookingEvent.BookingRequested;
import io.medicaledu.booking.api.BookingStatus;
import io.medicaledu.booking.api.CancellationReason;
import io.medicaledu.booking.api.Funding;
import io.medicaledu.booking.command.Repayments.Repaid;
import io.medicaledu.identity.api.Actor;
import io.medicaledu.learning.command.EnrollmentAccess;
import io.medicaledu.scheduling.command.AvailabilitySlot;
import io.medicaledu.scheduling.command.SlotTeachers;
import io.medicaledu.shared.Ids;
import io.medicaledu.shared.command.Aggregates;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.messaging.MetaData;
import org.axonframework.modelling.command.Aggregate;
import org.axonframework.modelling.command.Repository;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Ends a booking, frees its seat and gives back what is owed, in one transaction. */
@Component
class CancellingBookings {

    private final Repository<Booking> bookings;
    private final Repository<AvailabilitySlot> slots;
    private final Replacements replacements;
    private final Repayments repayments;
    private final BookingClaims claims;
    private final EnrollmentAccess enrollments;
    private final SlotTeachers teachers;
    private final Clock clock;

    CancellingBookings(
            Repository<Booking> bookingRepository,
            Repository<AvailabilitySlot> availabilitySlotRepository,
            Replacements replacements,
            Repayments repayments,
            BookingClaims claims,
            EnrollmentAccess enrollments,
            SlotTeachers teachers,
            Clock clock) {
        this.bookings = bookingRepository;
        this.slots = availabilitySlotRepository;
        this.replacements = replacements;
        this.repayments = repayments;
        this.claims = claims;
        this.enrollments = enrollments;
        this.teachers = teachers;
        this.clock = clock;
    }

    @CommandHandler
    CancellationResult handle(CancelBooking command, MetaData metaData) {
        Instant now = clock.instant();
        Aggregate<Booking> booking = Aggregates.load(bookings, command.bookingId(), "booking");
        CancellationReason asked = booking.invoke(it -> it.requireCancellable(Actor.of(metaData), teachers, now));
        Repaid repaid =
                cancel(booking, slotIsGone(booking) ? CancellationReason.SlotCancelled : asked, command.note(), now);
        return new CancellationResult(BookingStatus.Cancelled, repaid.refund(), repaid.withheld());
    }

    private Repaid cancel(Aggregate<Booking> booking, CancellationReason reason, @Nullable String note, Instant now) {
        UUID id = booking.invoke(Booking::terms).bookingId();
        List<Funding> stillPaid =
                repayments.stillPaid(booking.invoke(Booking::state).funding());
        Repaid repaid = repayments.give(
                booking.invoke(it -> it.refundLimit().owed(reason, stillPaid, now)),
                booking.invoke(Booking::currency),
                payment -> Ids.cancellationRefund(id, payment),
                "Booking cancelled: " + reason);
        booking.execute(it -> it.cancel(reason, note, repaid, now));
        end(booking);
        return repaid;
    }

    @CommandHandler
    void handle(ExpireHold command) {
        endUnpaid(command.bookingId(), CancellationReason.HoldExpired);
    }

    @CommandHandler
    void handle(CancelUnpayable command) {
        endUnpaid(command.bookingId(), CancellationReason.CheckoutFailed);
    }

    private void endUnpaid(UUID bookingId, CancellationReason reason) {
        Aggregate<Booking> booking = Aggregates.load(bookings, bookingId, "booking");
        if (booking.invoke(Booking::state).isPending()) {
            booking.execute(it -> it.endUnpaid(reason, clock.instant()));
            end(booking);
        }
    }

    @CommandHandler
    void handle(CancelBookingOfSlot command) {
        Aggregate<Booking> booking = Aggregates.load(bookings, command.bookingId(), "booking");
        if (booking.invoke(Booking::state).isActive()) {
            cancel(booking, CancellationReason.SlotCancelled, null, clock.instant());
        }
    }

    @CommandHandler
    void handle(CancelBookingsOfStudent command) {
        Instant now = clock.instant();
        for (UUID bookingId : claims.upcoming(command.studentId(), now)) {
            Aggregate<Booking> booking = Aggregates.load(bookings, bookingId, "booking");
            if (booking.invoke(Booking::state).isActive()) {
                if (slotIsGone(booking)) {
                    cancel(booking, CancellationReason.SlotCancelled, null, now);
                } else {
                    cancel(booking, command.reason(), command.note(), now);
                }
            }
        }
    }

    /** Between the end of a slot and that of its last booking somebody may cancel one of them. */
    private boolean slotIsGone(Aggregate<Booking> booking) {
        UUID slotId = booking.invoke(Booking::terms).slotId();
        return Aggregates.load(slots, slotId, "slot").invoke(AvailabilitySlot::isCancelled);
    }

    /** Does nothing for a payment that was not all that paid for the booking. */
    @CommandHandler
    void handle(WithdrawBooking command) {
        Aggregate<Booking> booking = Aggregates.load(bookings, command.bookingId(), "booking");
        List<UUID> payments = booking.invoke(Booking::state).funding().stream()
                .map(Funding::paymentId)
                .toList();
        if (command.paymentId() == null || payments.equals(List.of(command.paymentId()))) {
            BookingRequested terms = booking.invoke(Booking::terms);
            enrollments.withdraw(terms.studentId(), terms.courseId(), chain(booking));
        }
    }

    /** The booking and those that it has replaced. */
    private List<UUID> chain(Aggregate<Booking> booking) {
        List<UUID> chain =
                new ArrayList<>(List.of(booking.invoke(Booking::terms).bookingId()));
        Optional<UUID> earlier = booking.invoke(Booking::rescheduledFrom);
        while (earlier.isPresent()) {
            Aggregate<Booking> old = Aggregates.load(bookings, earlier.get(), "booking");
            if (old.invoke(Booking::state).status() != BookingStatus.Rescheduled) {
                break;
            }
            chain.add(earlier.get());
            earlier = old.invoke(Booking::rescheduledFrom);
        }
        return chain;
    }

    private void end(Aggregate<Booking> booking) {
        BookingRequested terms = booking.invoke(Booking::terms);
        Aggregates.load(slots, terms.slotId(), "slot")
                .execute(slot -> slot.release(terms.bookingId(), clock.instant()));
        replacements.abandon(booking);
    }
}
