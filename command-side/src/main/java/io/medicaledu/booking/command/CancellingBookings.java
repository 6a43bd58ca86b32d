package io.medicaledu.booking.command;

import io.medicaledu.booking.api.BookingCommand.CancelBooking;
import io.medicaledu.booking.api.BookingCommand.CancelBookingOfSlot;
import io.medicaledu.booking.api.BookingCommand.CancellationResult;
import io.medicaledu.booking.api.BookingCommand.ExpireHold;
import io.medicaledu.booking.api.BookingStatus;
import io.medicaledu.identity.api.Actor;
import io.medicaledu.scheduling.command.AvailabilitySlot;
import io.medicaledu.shared.Money;
import io.medicaledu.shared.command.Aggregates;
import java.time.Clock;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.messaging.MetaData;
import org.axonframework.modelling.command.Aggregate;
import org.axonframework.modelling.command.Repository;
import org.springframework.stereotype.Component;

/** Ends a booking and frees its seat, in one transaction. Refunds follow by saga. */
@Component
class CancellingBookings {

    private final Repository<Booking> bookings;
    private final Repository<AvailabilitySlot> slots;
    private final Clock clock;

    CancellingBookings(
            Repository<Booking> bookingRepository,
            Repository<AvailabilitySlot> availabilitySlotRepository,
            Clock clock) {
        this.bookings = bookingRepository;
        this.slots = availabilitySlotRepository;
        this.clock = clock;
    }

    @CommandHandler
    CancellationResult handle(CancelBooking command, MetaData metaData) {
        Aggregate<Booking> booking = Aggregates.load(bookings, command.bookingId(), "booking");
        Money refund = booking.invoke(it -> it.cancelBy(Actor.of(metaData), command.note(), clock.instant()));
        releaseSeat(booking);
        return new CancellationResult(BookingStatus.Cancelled, refund);
    }

    @CommandHandler
    void handle(ExpireHold command) {
        Aggregate<Booking> booking = Aggregates.load(bookings, command.bookingId(), "booking");
        if (booking.invoke(Booking::isPending)) {
            booking.execute(it -> it.expire(clock.instant()));
            releaseSeat(booking);
        }
    }

    @CommandHandler
    void handle(CancelBookingOfSlot command) {
        Aggregate<Booking> booking = Aggregates.load(bookings, command.bookingId(), "booking");
        if (booking.invoke(Booking::isActive)) {
            booking.execute(it -> it.cancelWithSlot(clock.instant()));
            releaseSeat(booking);
        }
    }

    private void releaseSeat(Aggregate<Booking> booking) {
        Aggregates.load(slots, booking.invoke(Booking::slotId), "slot")
                .execute(slot -> slot.release(booking.invoke(Booking::id)));
    }
}
