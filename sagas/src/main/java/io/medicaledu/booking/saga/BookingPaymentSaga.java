package io.medicaledu.booking.saga;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import io.medicaledu.booking.api.BookingCommand.ExpireHold;
import io.medicaledu.booking.api.BookingCommand.SettlePayment;
import io.medicaledu.booking.api.BookingCommand.SettlementResult;
import io.medicaledu.booking.api.BookingEvent.BookingCancelled;
import io.medicaledu.booking.api.BookingEvent.BookingConfirmed;
import io.medicaledu.booking.api.BookingEvent.BookingReinstated;
import io.medicaledu.booking.api.BookingEvent.BookingRequested;
import io.medicaledu.booking.api.BookingEvent.BookingRescheduled;
import io.medicaledu.learning.api.EnrollmentCommand.EnrollStudent;
import io.medicaledu.payment.api.PaymentCommand.CancelPayment;
import io.medicaledu.payment.api.PaymentCommand.StartPayment;
import io.medicaledu.payment.api.PaymentEvent.PaymentCaptured;
import io.medicaledu.shared.Ids;
import io.medicaledu.shared.saga.SagaCommands;
import java.util.UUID;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.deadline.DeadlineManager;
import org.axonframework.deadline.annotation.DeadlineHandler;
import org.axonframework.modelling.saga.EndSaga;
import org.axonframework.modelling.saga.SagaEventHandler;
import org.axonframework.modelling.saga.SagaLifecycle;
import org.axonframework.modelling.saga.StartSaga;
import org.axonframework.spring.stereotype.Saga;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * Drives a booking from its request to its confirmation: starts the payment, ends the hold in time, uses the captured
 * money and enrolls the student. Money that comes after the end of the story opens the saga anew.
 */
@Saga
@JsonAutoDetect(
        fieldVisibility = Visibility.ANY,
        getterVisibility = Visibility.NONE,
        isGetterVisibility = Visibility.NONE,
        setterVisibility = Visibility.NONE)
public class BookingPaymentSaga {

    private static final String BOOKING = "bookingId";
    private static final String HOLD = "hold-expiry";

    private transient CommandGateway gateway;
    private transient DeadlineManager deadlines;

    private @Nullable UUID bookingId;
    private @Nullable UUID paymentId;
    private @Nullable String holdDeadline;

    /** Axon makes sagas without arguments. */
    @SuppressWarnings("NullAway.Init")
    public BookingPaymentSaga() {}

    @Autowired
    void setGateway(CommandGateway gateway) {
        this.gateway = gateway;
    }

    @Autowired
    void setDeadlines(DeadlineManager deadlines) {
        this.deadlines = deadlines;
    }

    @StartSaga
    @SagaEventHandler(associationProperty = BOOKING)
    void on(BookingRequested event) {
        bookingId = event.bookingId();
        if (event.due().isPositive()) {
            UUID payment = Ids.payment(event.bookingId(), 1);
            paymentId = payment;
            send(new StartPayment(
                    payment,
                    event.bookingId(),
                    event.studentId(),
                    event.due(),
                    event.provider(),
                    event.holdExpiresAt()));
            holdDeadline = deadlines.schedule(event.holdExpiresAt(), HOLD);
        }
    }

    @DeadlineHandler(deadlineName = HOLD)
    void onHoldExpired() {
        holdDeadline = null;
        if (bookingId != null) {
            send(new ExpireHold(bookingId));
        }
    }

    @StartSaga
    @SagaEventHandler(associationProperty = BOOKING)
    void on(PaymentCaptured event) {
        bookingId = event.bookingId();
        paymentId = event.paymentId();
        SettlementResult result = SagaCommands.send(
                gateway,
                BookingPaymentSaga.class,
                new SettlePayment(event.bookingId(), event.paymentId(), event.captured(), event.capturedAt()));
        if (result == SettlementResult.Refunded) {
            SagaLifecycle.end();
        }
    }

    @SagaEventHandler(associationProperty = BOOKING)
    @EndSaga
    void on(BookingConfirmed event) {
        cancelHoldDeadline();
        enroll(event.studentId(), event.courseId(), event.bookingId());
    }

    @SagaEventHandler(associationProperty = BOOKING)
    @EndSaga
    void on(BookingReinstated event) {
        enroll(event.studentId(), event.courseId(), event.bookingId());
    }

    @SagaEventHandler(associationProperty = BOOKING)
    @EndSaga
    void on(BookingCancelled event) {
        cancelHoldDeadline();
        if (paymentId != null) {
            send(new CancelPayment(paymentId));
        }
    }

    /** Only a booking that was not paid yet still has this saga then. */
    @SagaEventHandler(associationProperty = BOOKING)
    @EndSaga
    void on(BookingRescheduled event) {
        cancelHoldDeadline();
        if (paymentId != null) {
            send(new CancelPayment(paymentId));
        }
    }

    private void enroll(UUID studentId, UUID courseId, UUID booking) {
        send(new EnrollStudent(Ids.enrollment(studentId, courseId), studentId, courseId, booking));
    }

    private void cancelHoldDeadline() {
        if (holdDeadline != null) {
            deadlines.cancelSchedule(HOLD, holdDeadline);
            holdDeadline = null;
        }
    }

    private void send(Object command) {
        SagaCommands.send(gateway, BookingPaymentSaga.class, command);
    }
}
