package io.medicaledu.booking.command;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.medicaledu.booking.api.BookingCommand.ArrangeMeeting;
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
import io.medicaledu.booking.api.CancellationReason;
import io.medicaledu.booking.api.Funding;
import io.medicaledu.booking.command.BookingState.Confirmation;
import io.medicaledu.booking.command.BookingState.Settlement;
import io.medicaledu.booking.command.Repayments.Repaid;
import io.medicaledu.identity.api.Actor;
import io.medicaledu.scheduling.command.SlotTeachers;
import io.medicaledu.shared.Money;
import io.medicaledu.shared.Problem;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.messaging.MetaData;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;

/**
 * A student's booking of a slot. Guards its {@link BookingState} and knows by which policy it is refunded. Its
 * commands are handled by {@link RequestingBookings}, {@link SettlingPayments} and {@link CancellingBookings}, as each
 * of them touches the slot, too.
 */
@Aggregate
class Booking {

    @AggregateIdentifier
    private UUID bookingId;

    private BookingRequested terms;
    private BookingState state;
    private Meeting meeting = new Meeting(null, null);
    private final PromoUse promoCode = new PromoUse();
    private @Nullable UUID pendingReschedule;
    private @Nullable Instant decideUntil;

    private record Meeting(@Nullable String url, @Nullable String notes) {}

    /** @param redeemed the promo code that was used for it; null without one */
    Booking(BookingRequested requested, @Nullable UUID redeemed) {
        apply(requested);
        if (redeemed != null) {
            // What is applied in a constructor reaches the fields only after it.
            apply(new PromoCodeRedeemed(requested.bookingId(), redeemed, requested.discount()));
        }
    }

    /** What was agreed on when it was requested. */
    BookingRequested terms() {
        return terms;
    }

    BookingState state() {
        return state;
    }

    PromoUse promoCode() {
        return promoCode;
    }

    @Nullable
    String meetingUrl() {
        return meeting.url();
    }

    /** The booking that this one replaces. */
    Optional<UUID> rescheduledFrom() {
        return Optional.ofNullable(terms.rescheduledFromBookingId());
    }

    /** The booking that will replace this one once the difference is paid. */
    Optional<UUID> pendingReschedule() {
        return Optional.ofNullable(pendingReschedule);
    }

    Money paid() {
        return Funding.total(state.funding(), currency());
    }

    String currency() {
        return terms.amount().currency();
    }

    private BookingParties parties(SlotTeachers teachers) {
        return new BookingParties(terms.studentId(), () -> teachers.teacherOf(terms.slotId(), terms.instructorId()));
    }

    private BookingConditions conditions() {
        return new BookingConditions(terms, state);
    }

    Settlement settlementOf(UUID payment, Instant capturedAt) {
        return state.settlementOf(payment, capturedAt, rescheduledFrom().isPresent());
    }

    /**
     * @param payment the payment that was waited for; null if nothing had to be paid
     * @param carriedOver what an earlier booking was paid with, as far as this one needs it
     */
    void confirm(@Nullable UUID payment, List<Funding> carriedOver) {
        List<Funding> all = new ArrayList<>(carriedOver);
        if (payment != null) {
            all.add(new Funding(payment, terms.due()));
        }
        apply(new BookingConfirmed(bookingId, terms.studentId(), terms.courseId(), payment, all));
    }

    void reinstate(UUID payment) {
        apply(new BookingReinstated(bookingId, terms.studentId(), terms.courseId(), payment));
        promoCode.last().ifPresent(this::redeem);
    }

    /** @param reason why nothing was paid */
    void endUnpaid(CancellationReason reason, Instant now) {
        cancel(reason, null, Repaid.nothing(currency()), now);
    }

    /**
     * Ends it.
     *
     * @param repaid what is given back of it
     */
    void cancel(CancellationReason reason, @Nullable String note, Repaid repaid, Instant now) {
        boolean codeIsSpent =
                reason == CancellationReason.ByStudent && !state.funding().isEmpty() && !isFreeToLeave(now);
        apply(new BookingCancelled(
                bookingId, reason, note, state.paymentId(), repaid.refund(), now, repaid.refunds(), repaid.withheld()));
        // A promo code is used up only by a student who cancels what was paid for, and was not moved by the school.
        if (!codeIsSpent) {
            releasePromoCode();
        }
    }

    /**
     * As whom somebody cancels it now.
     *
     * @throws Problem {@code not-found} for others than student, instructor and admins; {@code booking-state}
     */
    CancellationReason requireCancellable(Actor actor, SlotTeachers teachers, Instant now) {
        CancellationReason reason = parties(teachers).reasonOf(actor);
        conditions().requireCancellable(reason, now);
        return reason;
    }

    RefundLimit refundLimit() {
        return new RefundLimit(terms, state, decideUntil);
    }

    /** True if the school has moved the session and the student has not decided yet: everything can go back. */
    boolean isFreeToLeave(Instant now) {
        return refundLimit().isNone(now);
    }

    /** @throws Problem {@code not-found}, {@code booking-state}, {@code reschedule-too-late}, {@code reschedule-limit} */
    void requireReschedulable(Actor actor, SlotTeachers teachers, Instant now) {
        parties(teachers).requireMayMove(actor);
        conditions().requireReschedulable(pendingReschedule != null, now);
        if (!actor.isAdmin() && !isFreeToLeave(now)) {
            conditions().requireMoveAllowed(now);
        }
    }

    void startReschedule(UUID newBookingId) {
        apply(new RescheduleStarted(bookingId, newBookingId));
    }

    void abandonReschedule(UUID newBookingId) {
        if (newBookingId.equals(pendingReschedule)) {
            apply(new RescheduleAbandoned(bookingId, newBookingId));
        }
    }

    /** @param repaid what the cheaper booking does not need */
    void reschedule(UUID newBookingId, Repaid repaid, Instant now) {
        apply(new BookingRescheduled(bookingId, newBookingId, repaid.refunds(), now, repaid.withheld()));
        releasePromoCode();
    }

    private void releasePromoCode() {
        promoCode.current().ifPresent(code -> apply(new PromoCodeReleased(bookingId, code)));
    }

    /** Takes over the promo code of the booking that this one replaces. */
    void redeem(UUID code) {
        apply(new PromoCodeRedeemed(bookingId, code, terms.discount()));
    }

    /** The school has moved the session. */
    void moveSession(Instant start, Instant end, Instant studentDecidesUntil) {
        apply(new SessionMoved(bookingId, start, end, terms.sessionStart(), studentDecidesUntil));
    }

    /** @throws Problem {@code not-found}, {@code booking-state} */
    void acceptMovedSession(Actor actor, SlotTeachers teachers, Instant now) {
        parties(teachers).requireMayMove(actor);
        conditions().requireDecision(isFreeToLeave(now));
        apply(new MovedSessionAccepted(bookingId, now));
    }

    /**
     * The session was held.
     *
     * @throws Problem {@code not-found}, {@code forbidden}, {@code booking-state}
     */
    void complete(@Nullable String meetingNotes, Actor actor, SlotTeachers teachers, Instant now) {
        parties(teachers).requireTeacher(actor);
        conditions().requireBegun("completed", now);
        if (meetingNotes != null) {
            apply(new MeetingArranged(bookingId, meeting.url(), meetingNotes, false));
        }
        apply(new BookingCompleted(bookingId, terms.studentId(), terms.courseId(), now));
    }

    /** As {@link #complete}, if the student did not come. */
    void markNoShow(Actor actor, SlotTeachers teachers, Instant now) {
        parties(teachers).requireTeacher(actor);
        conditions().requireBegun("marked as no-show", now);
        apply(new BookingMarkedNoShow(bookingId, now));
    }

    @CommandHandler
    void handle(ArrangeMeeting command, MetaData metaData, SlotTeachers teachers) {
        parties(teachers).requireTeacher(Actor.of(metaData));
        conditions().requireMeeting();
        Meeting arranged = new Meeting(
                command.meetingUrl().of(meeting.url()), command.meetingNotes().of(meeting.notes()));
        if (!arranged.equals(meeting)) {
            boolean changesUrl = !Objects.equals(arranged.url(), meeting.url());
            apply(new MeetingArranged(bookingId, arranged.url(), arranged.notes(), changesUrl));
        }
    }

    /** @param isNews whether the student has to be told by itself */
    void meetAt(@Nullable String url, boolean isNews) {
        if (!Objects.equals(url, meeting.url())) {
            apply(new MeetingArranged(bookingId, url, meeting.notes(), isNews));
        }
    }

    @EventSourcingHandler
    void on(BookingRequested event) {
        bookingId = event.bookingId();
        terms = event;
        state = new BookingState.Pending();
    }

    @EventSourcingHandler
    void on(BookingEvent event) {
        switch (event) {
            case BookingRequested ignored -> {
                // By its own handler.
            }
            case PromoCodeRedeemed e -> promoCode.redeem(e.promoCodeId());
            case PromoCodeReleased ignored -> promoCode.release();
            case SessionMoved e -> {
                terms = terms.at(e.sessionStart(), e.sessionEnd());
                decideUntil = e.decideUntil();
            }
            case MovedSessionAccepted ignored -> decideUntil = null;
            case BookingConfirmed e ->
                confirmed(e.paymentId(), e.funding() == null ? fundingBy(e.paymentId()) : e.funding());
            case BookingReinstated e -> confirmed(e.paymentId(), fundingBy(e.paymentId()));
            case RescheduleStarted e -> pendingReschedule = e.newBookingId();
            case RescheduleAbandoned ignored -> pendingReschedule = null;
            case BookingRescheduled ignored -> {
                end(BookingStatus.Rescheduled);
                pendingReschedule = null;
            }
            case BookingCompleted ignored -> end(BookingStatus.Completed);
            case BookingMarkedNoShow ignored -> end(BookingStatus.NoShow);
            case MeetingArranged e -> meeting = new Meeting(e.meetingUrl(), e.meetingNotes());
            case BookingCancelled e ->
                state = new BookingState.Cancelled(state.confirmation(), e.reason(), e.cancelledAt());
        }
    }

    private void confirmed(@Nullable UUID paymentId, List<Funding> funding) {
        state = new BookingState.Confirmed(new Confirmation(paymentId, funding));
    }

    private List<Funding> fundingBy(@Nullable UUID payment) {
        return payment == null ? List.of() : List.of(new Funding(payment, terms.amount()));
    }

    private void end(BookingStatus status) {
        state = new BookingState.Ended(status, state.confirmation());
    }

    @SuppressWarnings("NullAway.Init") // Axon's: filled by the events
    Booking() {}
}
