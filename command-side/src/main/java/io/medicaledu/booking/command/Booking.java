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
import io.medicaledu.booking.command.BookingState.Confirmation;
import io.medicaledu.booking.command.BookingState.Settlement;
import io.medicaledu.booking.command.Repayments.Repaid;
import io.medicaledu.identity.api.Actor;
import io.medicaledu.scheduling.command.SlotTeachers;
import io.medicaledu.shared.Money;
import io.medicaledu.shared.Problem;
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
    private @Nullable UUID promoCodeId;
    private @Nullable UUID lastPromoCodeId;
    private @Nullable UUID pendingReschedule;

    private record Meeting(@Nullable String url, @Nullable String notes) {}

    /** @param promoCode what was redeemed for it; null without a promo code */
    Booking(BookingRequested requested, @Nullable UUID promoCode) {
        apply(requested);
        if (promoCode != null) {
            // What is applied in a constructor reaches the fields only after it.
            apply(new PromoCodeRedeemed(requested.bookingId(), promoCode, requested.discount()));
        }
    }

    /** What was agreed on when it was requested. */
    BookingRequested terms() {
        return terms;
    }

    BookingState state() {
        return state;
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
        if (lastPromoCodeId != null) {
            redeem(lastPromoCodeId);
        }
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
                reason == CancellationReason.ByStudent && !state.funding().isEmpty();
        apply(new BookingCancelled(bookingId, reason, note, state.paymentId(), repaid.refund(), now, repaid.refunds()));
        // A promo code is used up only by a student who cancels what was paid for.
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

    /** What of the payments a cancellation gives back. */
    List<Funding> owed(CancellationReason reason, List<Funding> stillPaid, Instant now) {
        return reason == CancellationReason.ByStudent
                ? Funding.last(stillPaid, refundLimit().refundOnCancelling(stillPaid, now))
                : stillPaid;
    }

    RefundLimit refundLimit() {
        return new RefundLimit(terms, state);
    }

    /** @throws Problem {@code not-found}, {@code booking-state}, {@code reschedule-too-late}, {@code reschedule-limit} */
    void requireReschedulable(Actor actor, SlotTeachers teachers, Instant now) {
        parties(teachers).requireMayMove(actor);
        conditions().requireReschedulable(pendingReschedule != null, now);
        if (!actor.isAdmin()) {
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
        apply(new PromoCodeRedeemed(bookingId, promoCode, terms.discount()));
    }

    @CommandHandler
    void handle(CompleteBooking command, MetaData metaData, Clock clock, SlotTeachers teachers) {
        parties(teachers).requireTeacher(Actor.of(metaData));
        conditions().requireBegun("completed", clock.instant());
        if (command.meetingNotes() != null) {
            apply(new MeetingArranged(bookingId, meeting.url(), command.meetingNotes()));
        }
        apply(new BookingCompleted(bookingId, terms.studentId(), terms.courseId(), clock.instant()));
    }

    @CommandHandler
    void handle(MarkNoShow command, MetaData metaData, Clock clock, SlotTeachers teachers) {
        parties(teachers).requireTeacher(Actor.of(metaData));
        conditions().requireBegun("marked as no-show", clock.instant());
        apply(new BookingMarkedNoShow(bookingId, clock.instant()));
    }

    @CommandHandler
    void handle(ArrangeMeeting command, MetaData metaData, SlotTeachers teachers) {
        parties(teachers).requireTeacher(Actor.of(metaData));
        conditions().requireMeeting();
        Meeting arranged = new Meeting(
                command.meetingUrl().of(meeting.url()), command.meetingNotes().of(meeting.notes()));
        if (!arranged.equals(meeting)) {
            apply(new MeetingArranged(bookingId, arranged.url(), arranged.notes()));
        }
    }

    @EventSourcingHandler
    void on(BookingRequested event) {
        bookingId = event.bookingId();
        terms = event;
        state = new BookingState.Pending();
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
        List<Funding> funding = event.funding() == null ? fundingBy(event.paymentId()) : event.funding();
        state = new BookingState.Confirmed(new Confirmation(event.paymentId(), funding));
    }

    @EventSourcingHandler
    void on(BookingReinstated event) {
        state = new BookingState.Confirmed(new Confirmation(event.paymentId(), fundingBy(event.paymentId())));
    }

    private List<Funding> fundingBy(@Nullable UUID payment) {
        return payment == null ? List.of() : List.of(new Funding(payment, terms.amount()));
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
        state = new BookingState.Ended(BookingStatus.Rescheduled, state.confirmation());
        pendingReschedule = null;
    }

    @EventSourcingHandler
    void on(BookingCompleted event) {
        state = new BookingState.Ended(BookingStatus.Completed, state.confirmation());
    }

    @EventSourcingHandler
    void on(BookingMarkedNoShow event) {
        state = new BookingState.Ended(BookingStatus.NoShow, state.confirmation());
    }

    @EventSourcingHandler
    void on(MeetingArranged event) {
        meeting = new Meeting(event.meetingUrl(), event.meetingNotes());
    }

    @EventSourcingHandler
    void on(BookingCancelled event) {
        state = new BookingState.Cancelled(state.confirmation(), event.reason(), event.cancelledAt());
    }

    @SuppressWarnings("NullAway.Init") // Axon's: filled by the events
    Booking() {}
}
