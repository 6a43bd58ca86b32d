package io.medicaledu.booking.command;

import io.medicaledu.booking.api.BookingCommand.BookingReceipt;
import io.medicaledu.booking.api.BookingCommand.RequestBooking;
import io.medicaledu.booking.api.BookingStatus;
import io.medicaledu.catalog.command.CoursePlaces;
import io.medicaledu.catalog.command.CourseTerms;
import io.medicaledu.catalog.command.CourseTermsTable;
import io.medicaledu.payment.command.PaymentGateways;
import io.medicaledu.promotion.command.PromoCodes;
import io.medicaledu.scheduling.command.AvailabilitySlot;
import io.medicaledu.shared.Money;
import io.medicaledu.shared.Problem;
import io.medicaledu.shared.ProblemCode;
import io.medicaledu.shared.command.Aggregates;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.modelling.command.Aggregate;
import org.axonframework.modelling.command.Repository;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Holds the seat, claims the student's time and creates the booking, in one transaction. The slot is loaded first: its
 * lock makes those who want the same seat wait before they take a database connection.
 */
@Component
class RequestingBookings {

    private final Repository<AvailabilitySlot> slots;
    private final Repository<Booking> bookings;
    private final CourseTermsTable courses;
    private final CoursePlaces places;
    private final BookingClaims claims;
    private final PromoCodes promoCodes;
    private final PaymentGateways gateways;
    private final BookingProperties properties;
    private final Clock clock;

    RequestingBookings(
            Repository<AvailabilitySlot> availabilitySlotRepository,
            Repository<Booking> bookingRepository,
            CourseTermsTable courses,
            CoursePlaces places,
            BookingClaims claims,
            PromoCodes promoCodes,
            PaymentGateways gateways,
            BookingProperties properties,
            Clock clock) {
        this.slots = availabilitySlotRepository;
        this.bookings = bookingRepository;
        this.courses = courses;
        this.places = places;
        this.claims = claims;
        this.promoCodes = promoCodes;
        this.gateways = gateways;
        this.properties = properties;
        this.clock = clock;
    }

    @CommandHandler
    BookingReceipt handle(RequestBooking command) throws Exception {
        Instant now = clock.instant();
        Instant holdUntil = now.plus(properties.hold());
        Aggregate<AvailabilitySlot> slot = Aggregates.load(slots, command.slotId(), "slot");
        AvailabilitySlot.Offer offer = slot.invoke(AvailabilitySlot::offer);
        CourseTerms course = courses.require(offer.courseId());
        course.sale().requireOpen();
        course.sale().requireOpenFor(offer.startTime(), now);
        validateStudent(command, offer);
        slot.execute(it -> it.hold(command.bookingId(), command.studentId(), holdUntil, now));
        PromoCodes.@Nullable Redemption promo = command.promoCode() == null
                ? null
                : promoCodes.discount(command.promoCode(), offer.courseId(), offer.price(), now);
        Money discount = promo == null ? Money.zero(offer.price().currency()) : promo.discount();
        Money amount = offer.price().minus(discount);
        RequestedSeat seat =
                new RequestedSeat(command.bookingId(), command.studentId(), command.slotId(), offer, holdUntil);
        if (amount.isPositive()) {
            gateways.requireChargeable(command.provider(), amount);
            claims.claimUnpaid(seat.claim());
        } else {
            claims.claim(seat.claim());
        }
        places.requirePlace(course, command.studentId());
        if (promo != null) {
            promoCodes.redeem(promo.promoCodeId(), new PromoCodes.Use(command.bookingId(), command.studentId()));
        }
        Aggregate<Booking> booking = bookings.newInstance(() -> new Booking(
                seat.requested(course, command.provider(), discount), promo == null ? null : promo.promoCodeId()));
        if (amount.isZero()) {
            slot.execute(it -> it.take(command.bookingId()));
            booking.execute(it -> it.confirm(null, List.of()));
            MovingSessions.meet(slot, booking);
            return new BookingReceipt(command.bookingId(), BookingStatus.Confirmed, amount, discount, null, null, null);
        }
        return new BookingReceipt(command.bookingId(), BookingStatus.Pending, amount, discount, holdUntil, null, null);
    }

    private static void validateStudent(RequestBooking command, AvailabilitySlot.Offer offer) {
        if (command.studentId().equals(offer.instructorId())) {
            throw new Problem(ProblemCode.OWN_SLOT, "An instructor cannot book an own slot");
        }
    }
}
