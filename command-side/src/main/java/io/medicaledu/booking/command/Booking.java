package io.medicaledu.booking.command;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.medicaledu.booking.api.BookingEvent.BookingCancelled;
import io.medicaledu.booking.api.BookingEvent.BookingConfirmed;
import io.medicaledu.booking.api.BookingEvent.BookingReinstated;
import io.medicaledu.booking.api.BookingEvent.BookingRequested;
import io.medicaledu.booking.api.BookingStatus;
import io.medicaledu.booking.api.CancellationReason;
import io.medicaledu.catalog.api.CancellationPolicy;
import io.medicaledu.identity.api.Actor;
import io.medicaledu.shared.Money;
import io.medicaledu.shared.Problem;
import io.medicaledu.shared.ProblemCode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;

/**
 * A student's booking of a slot. Guards its states (seed: BookingStatus) and knows by which policy it is refunded. Its
 * commands are handled by {@link RequestingBookings}, {@link SettlingPayments} and {@link CancellingBookings}, as each
 * of them touches the slot, too.
 */
@Aggregate
class Booking {

    @AggregateIdentifier
    private UUID bookingId;

    private UUID studentId;
    private UUID slotId;
    private UUID courseId;
    private UUID instructorId;
    private Instant sessionStart;
    private Instant sessionEnd;
    private Money amount;
    private CancellationPolicy policy;
    private BookingStatus status;
    private @Nullable UUID paymentId;
    private @Nullable Cancellation cancellation;

    private record Cancellation(CancellationReason reason, Instant at) {}

    /** How a captured payment can be used in the present state. */
    enum Settlement {
        NOTHING_TO_DO,
        CONFIRM,
        REINSTATE,
        REFUND
    }

    Booking(BookingRequested requested) {
        apply(requested);
    }

    UUID id() {
        return bookingId;
    }

    UUID slotId() {
        return slotId;
    }

    UUID studentId() {
        return studentId;
    }

    UUID courseId() {
        return courseId;
    }

    Instant sessionStart() {
        return sessionStart;
    }

    Instant sessionEnd() {
        return sessionEnd;
    }

    boolean isPending() {
        return status == BookingStatus.Pending;
    }

    boolean isActive() {
        return status == BookingStatus.Pending || status == BookingStatus.Confirmed;
    }

    /**
     * Late money brings a booking back only if the hold had run out or the student had cancelled before paying. Whoever
     * cancelled after paying wanted the money back, and an instructor's or admin's word stands.
     */
    Settlement settlementOf(UUID payment, Instant capturedAt) {
        if (payment.equals(paymentId)) {
            return Settlement.NOTHING_TO_DO;
        }
        return switch (status) {
            case Pending -> Settlement.CONFIRM;
            case Cancelled -> mayComeBack(capturedAt) ? Settlement.REINSTATE : Settlement.REFUND;
            case Confirmed, Completed, NoShow, Rescheduled -> Settlement.REFUND;
        };
    }

    private boolean mayComeBack(Instant capturedAt) {
        return cancellation != null
                && switch (cancellation.reason()) {
                    // Providers report the time of a capture in whole seconds.
                    case HoldExpired -> !capturedAt.isBefore(cancellation.at().truncatedTo(ChronoUnit.SECONDS));
                    case ByStudent -> capturedAt.isAfter(cancellation.at());
                    case ByInstructor, ByAdmin, SlotCancelled -> false;
                };
    }

    void confirm(@Nullable UUID payment) {
        apply(new BookingConfirmed(bookingId, studentId, courseId, payment));
    }

    void reinstate(UUID payment) {
        apply(new BookingReinstated(bookingId, studentId, courseId, payment));
    }

    void expire(Instant now) {
        cancel(CancellationReason.HoldExpired, null, Money.zero(amount.currency()), now);
    }

    void cancelWithSlot(Instant now) {
        cancel(CancellationReason.SlotCancelled, null, paid(), now);
    }

    /**
     * Cancels on a person's demand.
     *
     * @return what is to be refunded
     * @throws Problem {@code not-found} for others than student, instructor and admins; {@code booking-state}
     */
    Money cancelBy(Actor actor, @Nullable String note, Instant now) {
        CancellationReason reason = reasonOf(actor);
        requireCancellable(reason, now);
        Money refund = reason == CancellationReason.ByStudent ? policy.refundOf(paid(), now, sessionStart) : paid();
        cancel(reason, note, refund, now);
        return refund;
    }

    private CancellationReason reasonOf(Actor actor) {
        if (actor.is(studentId)) {
            return CancellationReason.ByStudent;
        }
        if (actor.is(instructorId)) {
            return CancellationReason.ByInstructor;
        }
        if (actor.isAdmin()) {
            return CancellationReason.ByAdmin;
        }
        throw Problem.notFound("booking");
    }

    private void requireCancellable(CancellationReason reason, Instant now) {
        if (!isActive()) {
            throw new Problem(ProblemCode.BOOKING_STATE, "The booking is " + status + " and cannot be cancelled");
        }
        if (reason == CancellationReason.ByStudent && !now.isBefore(sessionStart)) {
            throw new Problem(ProblemCode.BOOKING_STATE, "The session has begun; the booking cannot be cancelled");
        }
    }

    private void cancel(CancellationReason reason, @Nullable String note, Money refund, Instant now) {
        apply(new BookingCancelled(bookingId, reason, note, paymentId, refund, now));
    }

    private Money paid() {
        return paymentId == null ? Money.zero(amount.currency()) : amount;
    }

    @EventSourcingHandler
    void on(BookingRequested event) {
        bookingId = event.bookingId();
        studentId = event.studentId();
        slotId = event.slotId();
        courseId = event.courseId();
        instructorId = event.instructorId();
        sessionStart = event.sessionStart();
        sessionEnd = event.sessionEnd();
        amount = event.amount();
        policy = event.cancellationPolicy();
        status = BookingStatus.Pending;
    }

    @EventSourcingHandler
    void on(BookingConfirmed event) {
        status = BookingStatus.Confirmed;
        paymentId = event.paymentId();
    }

    @EventSourcingHandler
    void on(BookingReinstated event) {
        status = BookingStatus.Confirmed;
        paymentId = event.paymentId();
    }

    @EventSourcingHandler
    void on(BookingCancelled event) {
        status = BookingStatus.Cancelled;
        cancellation = new Cancellation(event.reason(), event.cancelledAt());
    }

    @SuppressWarnings("NullAway.Init") // Axon's: filled by the events
    Booking() {}
}
