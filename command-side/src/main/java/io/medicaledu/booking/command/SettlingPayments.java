package io.medicaledu.booking.command;

import io.medicaledu.booking.api.BookingCommand.SettlePayment;
import io.medicaledu.booking.api.BookingCommand.SettlementResult;
import io.medicaledu.booking.api.BookingEvent.BookingRequested;
import io.medicaledu.catalog.command.CoursePlaces;
import io.medicaledu.payment.command.Payment;
import io.medicaledu.promotion.command.PromoCodes;
import io.medicaledu.scheduling.command.AvailabilitySlot;
import io.medicaledu.shared.Ids;
import io.medicaledu.shared.command.Aggregates;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.modelling.command.Aggregate;
import org.axonframework.modelling.command.Repository;
import org.springframework.stereotype.Component;

/** Decides, in one transaction, what captured money is good for: the booking, or a refund in full. */
@Component
class SettlingPayments {

    private final Repository<Booking> bookings;
    private final Repository<AvailabilitySlot> slots;
    private final Repository<Payment> payments;
    private final BookingClaims claims;
    private final CoursePlaces places;
    private final PromoCodes promoCodes;
    private final Replacements replacements;
    private final Clock clock;

    SettlingPayments(
            Repository<Booking> bookingRepository,
            Repository<AvailabilitySlot> availabilitySlotRepository,
            Repository<Payment> paymentRepository,
            BookingClaims claims,
            CoursePlaces places,
            PromoCodes promoCodes,
            Replacements replacements,
            Clock clock) {
        this.bookings = bookingRepository;
        this.slots = availabilitySlotRepository;
        this.payments = paymentRepository;
        this.claims = claims;
        this.places = places;
        this.promoCodes = promoCodes;
        this.replacements = replacements;
        this.clock = clock;
    }

    @CommandHandler
    SettlementResult handle(SettlePayment command) {
        Aggregate<Booking> booking = Aggregates.load(bookings, command.bookingId(), "booking");
        BookingState.Settlement settlement =
                booking.invoke(it -> it.settlementOf(command.paymentId(), command.capturedAt()));
        return switch (settlement) {
            case NOTHING_TO_DO -> SettlementResult.Used;
            case CONFIRM -> confirm(booking, command) ? SettlementResult.Used : refund(command);
            case REINSTATE -> reinstate(booking, command) ? SettlementResult.Used : refund(command);
            case REFUND -> refund(command);
        };
    }

    /** False if it was to replace a booking that has ended meanwhile; then it ends, too. */
    private boolean confirm(Aggregate<Booking> booking, SettlePayment command) {
        if (booking.invoke(Booking::rescheduledFrom).isPresent()) {
            return replacements.complete(booking, command.paymentId());
        }
        Aggregate<AvailabilitySlot> slot = slotOf(booking);
        slot.execute(it -> it.take(command.bookingId()));
        booking.execute(it -> it.confirm(command.paymentId(), List.of()));
        MovingSessions.meet(slot, booking);
        return true;
    }

    /**
     * False if the seat, the place on the course, the promo code or the student's time has gone to another booking
     * meanwhile, or the session was moved.
     */
    private boolean reinstate(Aggregate<Booking> booking, SettlePayment command) {
        Instant now = clock.instant();
        Aggregate<AvailabilitySlot> slot = slotOf(booking);
        BookingClaims.Claim claim = claimOf(booking.invoke(Booking::terms));
        AvailabilitySlot.Offer offer = slot.invoke(AvailabilitySlot::offer);
        boolean isAsBooked =
                offer.startTime().equals(claim.start()) && offer.endTime().equals(claim.end());
        if (!isAsBooked
                || !slot.invoke(it -> it.hasSeatFor(claim.studentId(), now))
                || !places.hasPlace(claim.courseId(), claim.studentId())) {
            return false;
        }
        Optional<UUID> promoCode = booking.invoke(it -> it.promoCode().last());
        PromoCodes.Use use = new PromoCodes.Use(command.bookingId(), claim.studentId());
        if (promoCode.isPresent() && !promoCodes.tryRedeem(promoCode.get(), use)) {
            return false;
        }
        if (!claims.tryClaim(claim)) {
            promoCode.ifPresent(code -> promoCodes.giveBack(code, command.bookingId()));
            return false;
        }
        slot.execute(it -> {
            it.hold(command.bookingId(), claim.studentId(), now, now);
            it.take(command.bookingId());
        });
        booking.execute(it -> it.reinstate(command.paymentId()));
        MovingSessions.meet(slot, booking);
        return true;
    }

    private static BookingClaims.Claim claimOf(BookingRequested terms) {
        return new BookingClaims.Claim(
                terms.bookingId(),
                terms.studentId(),
                terms.slotId(),
                terms.courseId(),
                terms.sessionStart(),
                terms.sessionEnd());
    }

    private SettlementResult refund(SettlePayment command) {
        Aggregates.load(payments, command.paymentId(), "payment")
                .execute(payment -> payment.giveBack(
                        Ids.unusablePaymentRefund(command.paymentId()),
                        command.captured(),
                        "The booking could not use the payment"));
        return SettlementResult.Refunded;
    }

    private Aggregate<AvailabilitySlot> slotOf(Aggregate<Booking> booking) {
        return Aggregates.load(slots, booking.invoke(Booking::terms).slotId(), "slot");
    }
}
