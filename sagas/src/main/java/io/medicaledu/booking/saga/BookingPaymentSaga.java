package io.medicaledu.booking.saga;

import io.medicaledu.booking.api.BookingCommand.CancelUnpayable;
import io.medicaledu.booking.api.BookingCommand.ExpireHold;
import io.medicaledu.booking.api.BookingCommand.SettlePayment;
import io.medicaledu.booking.api.BookingEvent.BookingCancelled;
import io.medicaledu.booking.api.BookingEvent.BookingConfirmed;
import io.medicaledu.booking.api.BookingEvent.BookingReinstated;
import io.medicaledu.booking.api.BookingEvent.BookingRequested;
import io.medicaledu.booking.api.BookingEvent.BookingRescheduled;
import io.medicaledu.learning.api.EnrollmentCommand.EnrollStudent;
import io.medicaledu.payment.api.PaymentCommand.CancelPayment;
import io.medicaledu.payment.api.PaymentCommand.StartPayment;
import io.medicaledu.payment.api.PaymentEvent.CheckoutFailed;
import io.medicaledu.payment.api.PaymentEvent.PaymentCaptured;
import io.medicaledu.shared.Ids;
import io.medicaledu.shared.saga.Deadline;
import io.medicaledu.shared.saga.SagaCommands;
import io.medicaledu.shared.saga.Story;
import java.util.UUID;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.EventMessage;
import org.springframework.stereotype.Component;

/**
 * Drives a booking from its request to its confirmation: starts the payment, ends the hold in time, uses the captured
 * money, whenever it comes, and enrolls the student. Remembers which bookings wait for a payment.
 */
@Component
@ProcessingGroup("booking-payment")
class BookingPaymentSaga implements Deadline {

    private final CommandGateway gateway;
    private final WaitingBookings waiting;

    BookingPaymentSaga(CommandGateway gateway, WaitingBookings waiting) {
        this.gateway = gateway;
        this.waiting = waiting;
    }

    @EventHandler
    void on(BookingRequested event, EventMessage<?> message) {
        if (event.due().isPositive()) {
            UUID payment = Ids.payment(event.bookingId(), 1);
            waiting.add(event.bookingId(), payment, event.holdExpiresAt(), Story.of(message));
            send(new StartPayment(
                    payment,
                    event.bookingId(),
                    event.studentId(),
                    event.due(),
                    event.provider(),
                    event.holdExpiresAt()));
        }
    }

    /** The hold has ended. */
    @Override
    public void onDue(UUID bookingId, Story story) {
        SagaCommands.send(gateway, BookingPaymentSaga.class, new ExpireHold(bookingId), story);
    }

    /** Nobody can ever pay, so nobody has to wait for the end of the hold. */
    @EventHandler
    void on(CheckoutFailed event) {
        send(new CancelUnpayable(event.bookingId()));
    }

    @EventHandler
    void on(PaymentCaptured event) {
        send(new SettlePayment(event.bookingId(), event.paymentId(), event.captured(), event.capturedAt()));
    }

    @EventHandler
    void on(BookingConfirmed event) {
        waiting.remove(event.bookingId());
        enroll(event.studentId(), event.courseId(), event.bookingId());
    }

    @EventHandler
    void on(BookingReinstated event) {
        enroll(event.studentId(), event.courseId(), event.bookingId());
    }

    @EventHandler
    void on(BookingCancelled event) {
        cancelPaymentOf(event.bookingId());
    }

    @EventHandler
    void on(BookingRescheduled event) {
        cancelPaymentOf(event.bookingId());
    }

    /** Of a booking that was not paid yet; one that was is not waited for any more. */
    private void cancelPaymentOf(UUID bookingId) {
        waiting.remove(bookingId).ifPresent(payment -> send(new CancelPayment(payment)));
    }

    private void enroll(UUID studentId, UUID courseId, UUID booking) {
        send(new EnrollStudent(Ids.enrollment(studentId, courseId), studentId, courseId, booking));
    }

    @Override
    public String table() {
        return BookingPaymentRows.TABLE;
    }

    @Override
    public String key() {
        return BookingPaymentRows.KEY;
    }

    private void send(Object command) {
        SagaCommands.send(gateway, BookingPaymentSaga.class, command);
    }
}
