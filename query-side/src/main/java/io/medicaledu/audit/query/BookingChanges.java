package io.medicaledu.audit.query;

import io.medicaledu.booking.api.BookingEvent;
import io.medicaledu.booking.api.BookingEvent.BookingCancelled;
import io.medicaledu.booking.api.BookingEvent.BookingCompleted;
import io.medicaledu.booking.api.BookingEvent.BookingConfirmed;
import io.medicaledu.booking.api.BookingEvent.BookingMarkedNoShow;
import io.medicaledu.booking.api.BookingEvent.BookingReinstated;
import io.medicaledu.booking.api.BookingEvent.BookingRequested;
import io.medicaledu.booking.api.BookingEvent.BookingRescheduled;
import io.medicaledu.booking.api.BookingEvent.MeetingArranged;
import io.medicaledu.booking.api.BookingEvent.MovedSessionAccepted;
import io.medicaledu.booking.api.BookingEvent.PromoCodeRedeemed;
import io.medicaledu.booking.api.BookingEvent.PromoCodeReleased;
import io.medicaledu.booking.api.BookingEvent.RescheduleAbandoned;
import io.medicaledu.booking.api.BookingEvent.RescheduleStarted;
import io.medicaledu.booking.api.BookingEvent.SessionMoved;
import io.medicaledu.booking.api.BookingStatus;
import io.medicaledu.shared.Ids;
import io.medicaledu.shared.query.Rows;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** What events of bookings do to {@code bookings}, {@code booking_promo_codes} and {@code promo_codes}. */
final class BookingChanges {

    private BookingChanges() {}

    static List<RowChange> of(BookingEvent event, Instant at) {
        return switch (event) {
            case BookingRequested e ->
                List.of(booking(e)
                        .set("studentId", e.studentId())
                        .set("availabilitySlotId", e.slotId())
                        .set("courseId", e.courseId())
                        .set("instructorId", e.instructorId())
                        .set("status", BookingStatus.Pending)
                        .money("amount", e.amount())
                        .set("discountAmount", Rows.decimal(e.discount()))
                        .set("provider", e.provider())
                        .set("bookedSessionStart", e.sessionStart())
                        .set("sessionStart", e.sessionStart())
                        .set("sessionEnd", e.sessionEnd())
                        .set("holdExpiresAt", e.holdExpiresAt())
                        .set("rescheduledFromBookingId", e.rescheduledFromBookingId()));
            case BookingConfirmed e -> List.of(confirmed(e, at));
            case BookingReinstated e ->
                List.of(confirmed(e, at)
                        .set("cancelledAt", null)
                        .set("cancellationReason", null)
                        .set("cancellationNote", null));
            case BookingCancelled e ->
                List.of(booking(e)
                        .set("status", BookingStatus.Cancelled)
                        .set("cancelledAt", e.cancelledAt())
                        .set("cancellationReason", e.reason())
                        .set("cancellationNote", e.note())
                        .set("holdExpiresAt", null));
            case RescheduleStarted e -> List.of(booking(e).set("rescheduledToBookingId", e.newBookingId()));
            case RescheduleAbandoned e -> List.of(booking(e).set("rescheduledToBookingId", null));
            case BookingRescheduled e ->
                List.of(booking(e)
                        .set("status", BookingStatus.Rescheduled)
                        .set("rescheduledToBookingId", e.newBookingId())
                        .set("holdExpiresAt", null));
            case BookingCompleted e ->
                List.of(booking(e).set("status", BookingStatus.Completed).set("completedAt", e.completedAt()));
            case BookingMarkedNoShow e -> List.of(booking(e).set("status", BookingStatus.NoShow));
            case SessionMoved e ->
                List.of(booking(e)
                        .set("sessionStart", e.sessionStart())
                        .set("sessionEnd", e.sessionEnd())
                        .set("decideUntil", e.decideUntil()));
            case MovedSessionAccepted e -> List.of(booking(e).set("decideUntil", null));
            case MeetingArranged e ->
                List.of(booking(e).set("meetingUrl", e.meetingUrl()).set("meetingNotes", e.meetingNotes()));
            case PromoCodeRedeemed e ->
                List.of(
                        use(e).set("bookingId", e.bookingId())
                                .set("promoCodeId", e.promoCodeId())
                                .money("discountAmount", e.discount())
                                .set("releasedAt", null),
                        uses(e.promoCodeId(), 1));
            case PromoCodeReleased e -> List.of(use(e).set("releasedAt", at), uses(e.promoCodeId(), -1));
        };
    }

    private static RowChange booking(BookingEvent event) {
        return new RowChange("Booking", event.bookingId());
    }

    private static RowChange confirmed(BookingEvent event, Instant at) {
        return booking(event)
                .set("status", BookingStatus.Confirmed)
                .set("confirmedAt", at)
                .set("holdExpiresAt", null);
    }

    private static RowChange use(BookingEvent event) {
        return new RowChange("BookingPromoCode", Ids.derive("booking-promo-code", event.bookingId()));
    }

    private static RowChange uses(UUID promoCodeId, int difference) {
        return new RowChange("PromoCode", promoCodeId).add("currentUses", difference);
    }
}
