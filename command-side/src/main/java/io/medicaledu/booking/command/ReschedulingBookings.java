package io.medicaledu.booking.command;

import io.medicaledu.booking.api.BookingCommand.BookingReceipt;
import io.medicaledu.booking.api.BookingCommand.RescheduleBooking;
import io.medicaledu.booking.api.BookingEvent.BookingRequested;
import io.medicaledu.booking.api.Funding;
import io.medicaledu.booking.command.Repayments.Repaid;
import io.medicaledu.catalog.command.CourseTerms;
import io.medicaledu.catalog.command.CourseTermsTable;
import io.medicaledu.identity.api.Actor;
import io.medicaledu.payment.command.PaymentGateways;
import io.medicaledu.promotion.command.PromoCodes;
import io.medicaledu.scheduling.command.AvailabilitySlot;
import io.medicaledu.scheduling.command.SlotTeachers;
import io.medicaledu.shared.Money;
import io.medicaledu.shared.Problem;
import io.medicaledu.shared.ProblemCode;
import io.medicaledu.shared.command.Aggregates;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
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
    private final Repayments repayments;
    private final PaymentGateways gateways;
    private final SlotTeachers teachers;
    private final BookingProperties properties;
    private final Clock clock;

    ReschedulingBookings(
            Repository<Booking> bookingRepository,
            Repository<AvailabilitySlot> availabilitySlotRepository,
            CourseTermsTable courses,
            BookingClaims claims,
            PromoCodes promoCodes,
            Replacements replacements,
            Repayments repayments,
            PaymentGateways gateways,
            SlotTeachers teachers,
            BookingProperties properties,
            Clock clock) {
        this.bookings = bookingRepository;
        this.slots = availabilitySlotRepository;
        this.courses = courses;
        this.claims = claims;
        this.promoCodes = promoCodes;
        this.replacements = replacements;
        this.repayments = repayments;
        this.gateways = gateways;
        this.teachers = teachers;
        this.properties = properties;
        this.clock = clock;
    }

    @CommandHandler
    BookingReceipt handle(RescheduleBooking command, MetaData metaData) throws Exception {
        Instant now = clock.instant();
        Aggregate<Booking> old = Aggregates.load(bookings, command.bookingId(), "booking");
        old.execute(it -> it.requireReschedulable(Actor.of(metaData), teachers, now));
        Aggregate<AvailabilitySlot> slot = Aggregates.load(slots, command.slotId(), "slot");
        AvailabilitySlot.Offer offer = slot.invoke(AvailabilitySlot::offer);
        requireSameCourse(old, offer);
        CourseTerms course = courses.require(offer.courseId());
        course.sale().requireTaught();
        course.sale().requireOpenFor(offer.startTime(), now);
        RequestedSeat seat = new RequestedSeat(
                command.newBookingId(),
                old.invoke(Booking::terms).studentId(),
                command.slotId(),
                offer,
                now.plus(properties.hold()));
        slot.execute(it -> it.hold(seat.bookingId(), seat.studentId(), seat.holdUntil(), now));
        return move(old, seat, Actor.of(metaData).isAdmin(), now);
    }

    private BookingReceipt move(Aggregate<Booking> old, RequestedSeat seat, boolean bySchool, Instant now)
            throws Exception {
        Money price = seat.offer().price();
        Money discount = old.invoke(it -> it.promoCode().current())
                .map(code -> promoCodes.terms(code).discount().off(price))
                .orElse(Money.zero(price.currency()));
        boolean paidAlready = old.invoke(Booking::state).isConfirmed();
        List<Funding> stillPaid =
                repayments.stillPaid(old.invoke(Booking::state).funding());
        boolean freely = bySchool || old.invoke(it -> it.isFreeToLeave(now));
        RefundLimit.Move move =
                old.invoke(it -> it.refundLimit().move(stillPaid, price.minus(discount), bySchool, now));
        BookingRequested before = old.invoke(Booking::terms);
        BookingRequested requested = seat.inPlaceOf(
                before,
                discount,
                old.invoke(Booking::paid),
                move.after(before.movesOrDefault(), paidAlready && !freely));
        claim(seat, requested, paidAlready);
        return decide(old, bookings.newInstance(() -> new Booking(requested, null)), move.difference());
    }

    private void claim(RequestedSeat seat, BookingRequested requested, boolean paidAlready) {
        if (!paidAlready && requested.rescheduledFromBookingId() != null) {
            claims.countNoLonger(requested.rescheduledFromBookingId());
        }
        if (requested.due().isPositive()) {
            gateways.requireChargeable(requested.provider(), requested.due());
            claims.claimUnpaid(seat.claim());
        } else {
            claims.claim(seat.claim());
        }
    }

    private BookingReceipt decide(Aggregate<Booking> old, Aggregate<Booking> next, Money difference) {
        boolean paidAlready = old.invoke(Booking::state).isConfirmed();
        BookingRequested terms = next.invoke(Booking::terms);
        boolean nothingDue = terms.due().isZero();
        Repaid repaid = Repaid.nothing(difference.currency());
        if (paidAlready && nothingDue) {
            repaid = replacements.swap(old, next, difference);
        } else if (paidAlready) {
            old.execute(it -> it.startReschedule(terms.bookingId()));
        } else {
            replacements.handOver(old, next, repaid);
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
                state.isPending() ? terms.holdExpiresAt() : null,
                repaid.refund(),
                repaid.withheld());
    }

    private void confirmFree(Aggregate<Booking> next) {
        BookingRequested terms = next.invoke(Booking::terms);
        Aggregate<AvailabilitySlot> slot = Aggregates.load(slots, terms.slotId(), "slot");
        slot.execute(it -> it.take(terms.bookingId()));
        next.execute(it -> it.confirm(null, List.of()));
        MovingSessions.meet(slot, next);
    }

    private static void requireSameCourse(Aggregate<Booking> old, AvailabilitySlot.Offer offer) {
        if (!offer.courseId().equals(old.invoke(Booking::terms).courseId())) {
            throw new Problem(ProblemCode.OTHER_COURSE, "The slot belongs to another course");
        }
    }
}
