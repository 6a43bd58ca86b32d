package io.medicaledu.booking.command;

import io.medicaledu.booking.api.BookingEvent.BookingRequested;
import io.medicaledu.booking.api.BookingStatus;
import io.medicaledu.booking.api.CancellationReason;
import io.medicaledu.shared.Problem;
import io.medicaledu.shared.ProblemCode;
import java.time.Instant;

/** What a booking's state and its session's time allow. Each refuses with {@code booking-state}. */
record BookingConditions(BookingRequested terms, BookingState state) {

    /** @param isMoving whether a replacement waits for its payment already */
    void requireReschedulable(boolean isMoving, Instant now) {
        require(state.isActive(), "rescheduled");
        require(isBeforeSession(now), "rescheduled, as the session has begun");
        require(!isMoving, "rescheduled while another reschedule waits for its payment");
        require(state.isConfirmed() || terms.rescheduledFromBookingId() == null, "rescheduled before it is paid");
    }

    void requireCancellable(CancellationReason reason, Instant now) {
        require(state.isActive(), "cancelled");
        require(reason != CancellationReason.ByStudent || isBeforeSession(now), "cancelled, as the session has begun");
    }

    /** @param what has become of the session, as in "cannot be completed" */
    void requireBegun(String what, Instant now) {
        require(state.isConfirmed(), what);
        require(!isBeforeSession(now), what + " before the session has begun");
    }

    void requireMeeting() {
        require(
                state.status() != BookingStatus.Cancelled && state.status() != BookingStatus.Rescheduled,
                "given a meeting any more");
    }

    private boolean isBeforeSession(Instant now) {
        return now.isBefore(terms.sessionStart());
    }

    private void require(boolean allowed, String what) {
        if (!allowed) {
            throw new Problem(ProblemCode.BOOKING_STATE, "The booking is " + state.status() + " and cannot be " + what);
        }
    }
}
