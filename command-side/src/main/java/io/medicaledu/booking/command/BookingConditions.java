package io.medicaledu.booking.command;

import io.medicaledu.booking.api.BookingEvent.BookingRequested;
import io.medicaledu.booking.api.BookingStatus;
import io.medicaledu.booking.api.CancellationReason;
import io.medicaledu.booking.api.MoveTerms;
import io.medicaledu.shared.Problem;
import io.medicaledu.shared.ProblemCode;
import java.time.Instant;
import java.util.Optional;

/** What a booking's state and its session's time allow. Each refuses with {@code booking-state}. */
record BookingConditions(BookingRequested terms, BookingState state) {

    /** @param isMoving whether a replacement waits for its payment already */
    void requireReschedulable(boolean isMoving, Instant now) {
        require(state.isActive(), "rescheduled");
        require(isBeforeSession(now), "rescheduled, as the session has begun");
        require(!isMoving, "rescheduled while another reschedule waits for its payment");
        require(state.isConfirmed() || terms.rescheduledFromBookingId() == null, "rescheduled before it is paid");
    }

    /**
     * What is not paid yet can be moved as it could be given up.
     *
     * @throws Problem {@code reschedule-too-late}, {@code reschedule-limit}
     */
    void requireMoveAllowed(Instant now) {
        if (!state.isConfirmed()) {
            return;
        }
        MoveTerms moves = terms.movesOrDefault();
        Integer most = moves.policy().maxTimes();
        if (most != null && moves.made() >= most) {
            throw new Problem(ProblemCode.RESCHEDULE_LIMIT, "A booking of this course can be moved " + most + " times");
        }
        Optional<Instant> deadline = moves.policy().deadline(terms.sessionStart(), terms.cancellationPolicy());
        if (deadline.isEmpty()) {
            throw new Problem(ProblemCode.RESCHEDULE_TOO_LATE, "Bookings of this course cannot be moved");
        }
        if (now.isAfter(deadline.get())) {
            throw new Problem(ProblemCode.RESCHEDULE_TOO_LATE, "The booking could be moved until " + deadline.get());
        }
    }

    void requireCancellable(CancellationReason reason, Instant now) {
        require(state.isActive(), "cancelled");
        require(reason != CancellationReason.ByStudent || isBeforeSession(now), "cancelled, as the session has begun");
    }

    /** @param isOpen whether the school has moved the session, and the student has not decided yet */
    void requireDecision(boolean isOpen) {
        require(state.isActive() && isOpen, "accepted, as there is nothing to decide");
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
