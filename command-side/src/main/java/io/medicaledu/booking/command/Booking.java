package io.medicaledu.booking.command;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.medicaledu.booking.api.BookingCommand.ArrangeMeeting;
import io.medicaledu.booking.api.BookingCommand.CompleteBooking;
import io.medicaledu.booking.api.BookingCommand.MarkNoShow;
import io.medicaledu.booking.api.BookingEvent.BookingCancelled;
import io.medicaledu.booking.api.BookingEvent.BookingCompleted;
import io.medicaledu.booking.api.BookingEvent.BookingConfirmed;
import io.medicaledu.booking.api.BookingEvent.BookingMarkedNoShow;
import io.medicaledu.booking.api.BookingEvent.BookingReinstated;
import io.medicaledu.booking.api.BookingEvent.BookingRequested;
import io.medicaledu.booking.api.BookingEvent.BookingRescheduled;
import io.medicaledu.booking.api.BookingEvent.MeetingArranged;
import io.medicaledu.booking.api.BookingEvent.PromoCodeRedeemed;
import io.medicaledu.booking.api.BookingEvent.PromoCodeReleased;
import io.medicaledu.booking.api.BookingEvent.RescheduleAbandoned;
import io.medicaledu.booking.api.BookingEvent.RescheduleStarted;
import io.medicaledu.booking.api.BookingStatus;
import io.medicaledu.booking.api.CancellationReason;
import io.medicaledu.booking.api.Funding;
import io.medicaledu.catalog.api.CancellationPolicy;
import io.medicaledu.identity.api.Actor;
import io.medicaledu.payment.api.PaymentProvider;
import io.medicaledu.scheduling.api.SlotEvent.SlotCancelled;
import io.medicaledu.shared.Money;
import io.medicaledu.shared.Problem;
import io.medicaledu.shared.ProblemCode;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.messaging.MetaData;
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
    private PaymentProvider provider;
    private BookingStatus status;
    private boolean confirmed;
    private @Nullable String meetingUrl;
    private @Nullable String meetingNotes;
    private @Nullable UUID paymentId;
    private @Nullable UUID promoCodeId;
    private @Nullable UUID lastPromoCodeId;
    private Money discount;
    private @Nullable UUID rescheduledFrom;
    private @Nullable UUID pendingReschedule;
    private Money due;
    private Instant holdUntil;
    private List<Funding> funding = List.of();
    private @Nullable Cancellation cancellation;

    private record Cancellation(CancellationReason reason, Instant at) {}

    /** How a captured payment can be used in the present state. */
    enum Settlement {
        NOTHING_TO_DO,
        CONFIRM,
        REINSTATE,
        REFUND
    }

    /** @param promoCode what was redeemed for it; null without a promo code */
    Booking(BookingRequested requested, @Nullable UUID promoCode) {
        apply(requested);
        if (promoCode != null) {
            // What is applied in a constructor reaches the fields only after it.
            apply(new PromoCodeRedeemed(requested.bookingId(), promoCode, requested.discount()));
        }
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

    Money amount() {
        return amount;
    }

    Money discount() {
        return discount;
    }

    /** What is still to be paid. */
    Money due() {
        return due;
    }

    /** Until when the seat is kept unpaid. */
    Instant holdUntil() {
        return holdUntil;
    }

    UUID instructorId() {
        return instructorId;
    }

    PaymentProvider provider() {
        return provider;
    }

    CancellationPolicy policy() {
        return policy;
    }

    Optional<UUID> promoCodeId() {
        return Optional.ofNullable(promoCodeId);
    }

    /** What has to be redeemed once more if the booking comes back. */
    Optional<UUID> lastPromoCodeId() {
        return Optional.ofNullable(lastPromoCodeId);
    }

    /** The booking that this one replaces. */
    Optional<UUID> rescheduledFrom() {
        return Optional.ofNullable(rescheduledFrom);
    }

    /** The booking that will replace this one once the difference is paid. */
    Optional<UUID> pendingReschedule() {
        return Optional.ofNullable(pendingReschedule);
    }

    boolean wasConfirmed() {
        return confirmed;
    }

    List<Funding> funding() {
        return funding;
    }

    BookingStatus status() {
        return status;
    }

    Money paid() {
        return Funding.total(funding, amount.currency());
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
            case Cancelled ->
                rescheduledFrom == null && mayComeBack(capturedAt) ? Settlement.REINSTATE : Settlement.REFUND;
            case Confirmed, Completed, NoShow, Rescheduled -> Settlement.REFUND;
        };
    }

    private boolean mayComeBack(Instant capturedAt) {
        return cancellation != null
                && switch (cancellation.reason()) {
                    case HoldExpired -> true;
                    case ByStudent -> capturedAt.isAfter(cancellation.at());
                    case ByInstructor, ByAdmin, SlotCancelled -> false;
                };
    }

    /**
     * @param payment the payment that was waited for; null if nothing had to be paid
     * @param carriedOver what an earlier booking was paid with, as far as this one needs it
     */
    void confirm(@Nullable UUID payment, List<Funding> carriedOver) {
        List<Funding> all = new ArrayList<>(carriedOver);
        if (payment != null) {
            all.add(new Funding(payment, due));
        }
        apply(new BookingConfirmed(bookingId, studentId, courseId, payment, all));
    }

    void reinstate(UUID payment) {
        apply(new BookingReinstated(bookingId, studentId, courseId, payment));
        if (lastPromoCodeId != null) {
            redeem(lastPromoCodeId);
        }
    }

    void expire(Instant now) {
        cancel(CancellationReason.HoldExpired, null, List.of(), now);
    }

    void cancelWithSlot(Instant now) {
        cancel(CancellationReason.SlotCancelled, null, funding, now);
    }

    /** As the student would, for one whose account is gone. */
    void cancelForStudent(boolean slotIsGone, Instant now) {
        if (slotIsGone) {
            cancelWithSlot(now);
        } else {
            cancel(CancellationReason.ByStudent, "The account was deleted", policyRefund(now), now);
        }
    }

    /** @throws Problem {@code not-found}, {@code booking-state} */
    void requireReschedulable(Actor actor, Instant now) {
        if (!actor.is(studentId) && !actor.isAdmin()) {
            throw actor.is(instructorId)
                    ? new Problem(ProblemCode.FORBIDDEN, "Only the student can move the booking")
                    : Problem.notFound("booking");
        }
        requireState(isActive(), "rescheduled");
        requireState(now.isBefore(sessionStart), "rescheduled, as the session has begun");
        requireState(pendingReschedule == null, "rescheduled while another reschedule waits for its payment");
        requireState(status == BookingStatus.Confirmed || rescheduledFrom == null, "rescheduled before it is paid");
    }

    void startReschedule(UUID newBookingId) {
        apply(new RescheduleStarted(bookingId, newBookingId));
    }

    void abandonReschedule(UUID newBookingId) {
        if (newBookingId.equals(pendingReschedule)) {
            apply(new RescheduleAbandoned(bookingId, newBookingId));
        }
    }

    /** @param refunds what the cheaper booking does not need */
    void reschedule(UUID newBookingId, List<Funding> refunds, Instant now) {
        apply(new BookingRescheduled(bookingId, newBookingId, refunds, now));
        releasePromoCode();
    }

    private void releasePromoCode() {
        if (promoCodeId != null) {
            apply(new PromoCodeReleased(bookingId, promoCodeId));
        }
    }

    /** Takes over the promo code of the booking that this one replaces. */
    void redeem(UUID promoCode) {
        apply(new PromoCodeRedeemed(bookingId, promoCode, discount));
    }

    @CommandHandler
    void handle(CompleteBooking command, MetaData metaData, Clock clock) {
        requireTeacher(Actor.of(metaData));
        requireOver("completed", clock.instant());
        if (command.meetingNotes() != null) {
            apply(new MeetingArranged(bookingId, meetingUrl, command.meetingNotes()));
        }
        apply(new BookingCompleted(bookingId, studentId, courseId, clock.instant()));
    }

    @CommandHandler
    void handle(MarkNoShow command, MetaData metaData, Clock clock) {
        requireTeacher(Actor.of(metaData));
        requireOver("marked as no-show", clock.instant());
        apply(new BookingMarkedNoShow(bookingId, clock.instant()));
    }

    @CommandHandler
    void handle(ArrangeMeeting command, MetaData metaData) {
        requireTeacher(Actor.of(metaData));
        requireState(
                status != BookingStatus.Cancelled && status != BookingStatus.Rescheduled, "given a meeting any more");
        apply(new MeetingArranged(
                bookingId,
                command.meetingUrl() == null ? meetingUrl : command.meetingUrl(),
                command.meetingNotes() == null ? meetingNotes : command.meetingNotes()));
    }

    private void requireTeacher(Actor actor) {
        if (actor.is(studentId)) {
            throw new Problem(ProblemCode.FORBIDDEN, "Only the instructor may do this");
        }
        if (!actor.is(instructorId) && !actor.isAdmin() && !actor.isSystem()) {
            throw Problem.notFound("booking");
        }
    }

    private void requireOver(String what, Instant now) {
        requireState(status == BookingStatus.Confirmed, what);
        requireState(!now.isBefore(sessionStart), what + " before the session has begun");
    }

    private void requireState(boolean allowed, String what) {
        if (!allowed) {
            throw new Problem(ProblemCode.BOOKING_STATE, "The booking is " + status + " and cannot be " + what);
        }
    }

    /**
     * Cancels on a person's demand.
     *
     * @param slotIsGone whether the slot was cancelled before: then the refund is full, whoever asks
     * @return what is to be refunded
     * @throws Problem {@code not-found} for others than student, instructor and admins; {@code booking-state}
     */
    Money cancelBy(Actor actor, @Nullable String note, boolean slotIsGone, Instant now) {
        CancellationReason asked = reasonOf(actor);
        requireCancellable(asked, now);
        CancellationReason reason = slotIsGone ? CancellationReason.SlotCancelled : asked;
        List<Funding> refunds = reason == CancellationReason.ByStudent ? policyRefund(now) : funding;
        cancel(reason, note, refunds, now);
        return Funding.total(refunds, amount.currency());
    }

    private List<Funding> policyRefund(Instant now) {
        return Funding.last(funding, policy.refundOf(paid(), now, sessionStart));
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
        requireState(isActive(), "cancelled");
        requireState(
                reason != CancellationReason.ByStudent || now.isBefore(sessionStart),
                "cancelled, as the session has begun");
    }

    /** A promo code is used up only by a student who cancels what was paid for. */
    private void cancel(CancellationReason reason, @Nullable String note, List<Funding> refunds, Instant now) {
        boolean codeIsSpent = reason == CancellationReason.ByStudent && !funding.isEmpty();
        apply(new BookingCancelled(
                bookingId, reason, note, paymentId, Funding.total(refunds, amount.currency()), now, refunds));
        if (!codeIsSpent) {
            releasePromoCode();
        }
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
        provider = event.provider();
        due = event.due();
        holdUntil = event.holdExpiresAt();
        discount = event.discount();
        rescheduledFrom = event.rescheduledFromBookingId();
        status = BookingStatus.Pending;
    }

    @EventSourcingHandler
    void on(PromoCodeRedeemed event) {
        promoCodeId = event.promoCodeId();
    }

    @EventSourcingHandler
    void on(PromoCodeReleased event) {
        lastPromoCodeId = promoCodeId;
        promoCodeId = null;
    }

    @EventSourcingHandler
    void on(BookingConfirmed event) {
        status = BookingStatus.Confirmed;
        confirmed = true;
        paymentId = event.paymentId();
        funding = event.funding() == null ? fundingBy(event.paymentId()) : event.funding();
    }

    @EventSourcingHandler
    void on(BookingReinstated event) {
        status = BookingStatus.Confirmed;
        confirmed = true;
        paymentId = event.paymentId();
        funding = fundingBy(event.paymentId());
    }

    private List<Funding> fundingBy(@Nullable UUID payment) {
        return payment == null ? List.of() : List.of(new Funding(payment, amount));
    }

    @EventSourcingHandler
    void on(RescheduleStarted event) {
        pendingReschedule = event.newBookingId();
    }

    @EventSourcingHandler
    void on(RescheduleAbandoned event) {
        pendingReschedule = null;
    }

    @EventSourcingHandler
    void on(BookingRescheduled event) {
        status = BookingStatus.Rescheduled;
        pendingReschedule = null;
    }

    @EventSourcingHandler
    void on(BookingCompleted event) {
        status = BookingStatus.Completed;
    }

    @EventSourcingHandler
    void on(BookingMarkedNoShow event) {
        status = BookingStatus.NoShow;
    }

    @EventSourcingHandler
    void on(MeetingArranged event) {
        meetingUrl = event.meetingUrl();
        meetingNotes = event.meetingNotes();
    }

    @EventSourcingHandler
    void on(BookingCancelled event) {
        status = BookingStatus.Cancelled;
        cancellation = new Cancellation(event.reason(), event.cancelledAt());
    }

    @SuppressWarnings("NullAway.Init") // Axon's: filled by the events
    Booking() {}
}
