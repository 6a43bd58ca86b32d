package io.medicaledu.booking.command;

import io.medicaledu.booking.api.BookingCommand.BookingReceipt;
import io.medicaledu.booking.api.BookingCommand.RescheduleBooking;
import io.medicaledu.booking.api.BookingEvent.BookingRequested;
import io.medicaledu.catalog.command.CourseTermsTable;
import io.medicaledu.identity.api.Actor;
import io.medicaledu.promotion.command.PromoCodes;
import io.medicaledu.scheduling.command.AvailabilitySlot;
import io.medicaledu.shared.Money;
import io.medicaledu.shared.Problem;
import io.medicaledu.shared.ProblemCode;
import io.medicaledu.shared.command.Aggregates;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.messaging.MetaData;
import org.axonframework.modelling.command.Aggregate;
import org.axonframework.modelling.command.Repository;
import org.springframework.stereotype.Component;

/** Moves a booking to another slot of its course; who has to pay more keeps the old seat until the money is there. */
@Component
class ReschedulingBookings {

    private final Repository<Booking> bookings;
    private final Repository<AvailabilitySlot> slots;
    private final CourseTermsTable courses;
    private final BookingClaims claims;
    private final PromoCodes promoCodes;
    private final Replacements replacements;
    private final BookingProperties properties;
    private final Clock clock;

    ReschedulingBookings(
            Repository<Booking> bookingRepository,
            Repository<AvailabilitySlot> availabilitySlotRepository,
            CourseTermsTable courses,
            BookingClaims claims,
            PromoCodes promoCodes,
            Replacements replacements,
            BookingProperties properties,
            Clock clock) {
        this.bookings = bookingRepository;
        this.slots = availabilitySlotRepository;
        this.courses = courses;
        this.claims = claims;
        this.promoCodes = promoCodes;
        this.replacements = replacements;
        this.properties = properties;
        this.clock = clock;
    }

    @CommandHandler
    BookingReceipt handle(RescheduleBooking command, MetaData metaData) throws Exception {
        Instant now = clock.instant();
        Aggregate<Booking> old = Aggregates.load(bookings, command.bookingId(), "booking");
        old.execute(it -> it.requireReschedulable(Actor.of(metaData), now));
        Aggregate<AvailabilitySlot> slot = Aggregates.load(slots, command.slotId(), "slot");
        AvailabilitySlot.Offer offer = slot.invoke(AvailabilitySlot::offer);
        requireSameCourse(old, offer);
        courses.require(offer.courseId()).requireOpenFor(offer.startTime(), now);
        Aggregate<Booking> next = request(command.newBookingId(), command.slotId(), old, slot, now);
        return decide(old, next);
    }

    private Aggregate<Booking> request(
            UUID id, UUID slotId, Aggregate<Booking> old, Aggregate<AvailabilitySlot> slot, Instant now)
            throws Exception {
        Instant holdUntil = now.plus(properties.hold());
        AvailabilitySlot.Offer offer = slot.invoke(AvailabilitySlot::offer);
        BookingRequested before = old.invoke(Booking::terms);
        UUID studentId = before.studentId();
        slot.execute(it -> it.hold(id, studentId, holdUntil, now));
        claims.claim(
                new BookingClaims.Claim(id, studentId, slotId, offer.courseId(), offer.startTime(), offer.endTime()));
        Money discount = old.invoke(Booking::promoCodeId)
                .map(code -> promoCodes.terms(code).discount().off(offer.price()))
                .orElse(Money.zero(offer.price().currency()));
        BookingRequested requested = new BookingRequested(
                id,
                studentId,
                slotId,
                offer.courseId(),
                offer.instructorId(),
                offer.startTime(),
                offer.endTime(),
                offer.price(),
                discount,
                offer.price().minus(discount),
                before.provider(),
                holdUntil,
                before.cancellationPolicy(),
                before.bookingId(),
                old.invoke(Booking::paid));
        return bookings.newInstance(() -> new Booking(requested, null));
    }

    private BookingReceipt decide(Aggregate<Booking> old, Aggregate<Booking> next) {
        boolean paidAlready = old.invoke(Booking::state).isConfirmed();
        BookingRequested terms = next.invoke(Booking::terms);
        boolean nothingDue = terms.due().isZero();
        if (paidAlready && nothingDue) {
            replacements.complete(next, null);
        } else if (paidAlready) {
            old.execute(it -> it.startReschedule(terms.bookingId()));
        } else {
            replacements.handOver(old, next, List.of());
            if (nothingDue) {
                confirmFree(next);
            }
        }
        BookingState state = next.invoke(Booking::state);
        return new BookingReceipt(
                terms.bookingId(),
                state.status(),
                terms.amount(),
                terms.discount(),
                state.isPending() ? terms.holdExpiresAt() : null);
    }

    private void confirmFree(Aggregate<Booking> next) {
        BookingRequested terms = next.invoke(Booking::terms);
        Aggregates.load(slots, terms.slotId(), "slot").execute(slot -> slot.take(terms.bookingId()));
        next.execute(it -> it.confirm(null, List.of()));
    }

    private static void requireSameCourse(Aggregate<Booking> old, AvailabilitySlot.Offer offer) {
        if (!offer.courseId().equals(old.invoke(Booking::terms).courseId())) {
            throw new Problem(ProblemCode.OTHER_COURSE, "The slot belongs to another course");
        }
    }
}
