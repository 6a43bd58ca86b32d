package io.medicaledu.booking.command;

import io.medicaledu.booking.api.BookingCommand.BookingReceipt;
import io.medicaledu.booking.api.BookingCommand.RequestBooking;
import io.medicaledu.booking.api.BookingEvent.BookingRequested;
import io.medicaledu.booking.api.BookingStatus;
import io.medicaledu.catalog.command.CourseTerms;
import io.medicaledu.catalog.command.CourseTermsTable;
import io.medicaledu.payment.command.PaymentGateways;
import io.medicaledu.scheduling.command.AvailabilitySlot;
import io.medicaledu.shared.Money;
import io.medicaledu.shared.Problem;
import io.medicaledu.shared.ProblemCode;
import io.medicaledu.shared.command.Aggregates;
import java.time.Clock;
import java.time.Instant;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.modelling.command.Aggregate;
import org.axonframework.modelling.command.Repository;
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
    private final BookingClaims claims;
    private final PaymentGateways gateways;
    private final BookingProperties properties;
    private final Clock clock;

    RequestingBookings(
            Repository<AvailabilitySlot> availabilitySlotRepository,
            Repository<Booking> bookingRepository,
            CourseTermsTable courses,
            BookingClaims claims,
            PaymentGateways gateways,
            BookingProperties properties,
            Clock clock) {
        this.slots = availabilitySlotRepository;
        this.bookings = bookingRepository;
        this.courses = courses;
        this.claims = claims;
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
        course.requirePublished();
        validateStudent(command, offer);
        Money amount = offer.price();
        if (amount.isPositive()) {
            gateways.requireAvailable(command.provider());
        }

        slot.execute(it -> it.hold(command.bookingId(), command.studentId(), holdUntil, now));
        claims.claim(new BookingClaims.Claim(
                command.bookingId(),
                command.studentId(),
                command.slotId(),
                offer.courseId(),
                offer.startTime(),
                offer.endTime()));
        validatePlace(course, command);

        Money noDiscount = Money.zero(amount.currency());
        Aggregate<Booking> booking = bookings.newInstance(() -> new Booking(new BookingRequested(
                command.bookingId(),
                command.studentId(),
                command.slotId(),
                offer.courseId(),
                offer.instructorId(),
                offer.startTime(),
                offer.endTime(),
                offer.price(),
                noDiscount,
                amount,
                command.provider(),
                holdUntil,
                course.cancellationPolicy())));
        if (amount.isZero()) {
            slot.execute(it -> it.take(command.bookingId()));
            booking.execute(it -> it.confirm(null));
            return new BookingReceipt(command.bookingId(), BookingStatus.Confirmed, amount, noDiscount, null);
        }
        return new BookingReceipt(command.bookingId(), BookingStatus.Pending, amount, noDiscount, holdUntil);
    }

    private static void validateStudent(RequestBooking command, AvailabilitySlot.Offer offer) {
        if (command.studentId().equals(offer.instructorId())) {
            throw new Problem(ProblemCode.OWN_SLOT, "An instructor cannot book an own slot");
        }
    }

    private void validatePlace(CourseTerms course, RequestBooking command) {
        if (!claims.hasPlace(course, command.studentId())) {
            throw new Problem(ProblemCode.COURSE_FULL, "The course takes " + course.maxStudents() + " students");
        }
    }
}
