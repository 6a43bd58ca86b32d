package io.medicaledu.booking.command;

import io.medicaledu.booking.api.BookingEvent.BookingRequested;
import io.medicaledu.booking.api.MoveTerms;
import io.medicaledu.catalog.api.CancellationPolicy;
import io.medicaledu.catalog.command.CourseTerms;
import io.medicaledu.payment.api.PaymentProvider;
import io.medicaledu.scheduling.command.AvailabilitySlot;
import io.medicaledu.shared.Money;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A seat that a student wants, and until when it is held for the booking. */
record RequestedSeat(UUID bookingId, UUID studentId, UUID slotId, AvailabilitySlot.Offer offer, Instant holdUntil) {

    BookingClaims.Claim claim() {
        return new BookingClaims.Claim(
                bookingId, studentId, slotId, offer.courseId(), offer.startTime(), offer.endTime());
    }

    /** A first booking, on the course's terms of now. */
    BookingRequested requested(CourseTerms course, PaymentProvider provider, Money discount) {
        MoveTerms moves = new MoveTerms(course.rules().rescheduleOrDefault(), 0, null);
        return event(provider, discount, new Terms(course.cancellationPolicy(), null, null, moves));
    }

    /**
     * A booking in place of an earlier one, whose terms go on.
     *
     * @param paid what was paid for the earlier one
     */
    BookingRequested inPlaceOf(BookingRequested earlier, Money discount, Money paid, MoveTerms moves) {
        return event(
                earlier.provider(),
                discount,
                new Terms(earlier.cancellationPolicy(), earlier.bookingId(), paid, moves));
    }

    private record Terms(
            CancellationPolicy policy,
            @Nullable UUID rescheduledFrom,
            @Nullable Money carriedOver,
            MoveTerms moves) {}

    private BookingRequested event(PaymentProvider provider, Money discount, Terms terms) {
        return new BookingRequested(
                bookingId,
                studentId,
                slotId,
                offer.courseId(),
                offer.instructorId(),
                offer.startTime(),
                offer.endTime(),
                offer.price(),
                discount,
                offer.price().minus(discount),
                provider,
                holdUntil,
                terms.policy(),
                terms.rescheduledFrom(),
                terms.carriedOver(),
                terms.moves());
    }
}
