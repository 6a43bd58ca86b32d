package io.medicaledu.payment.saga;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import io.medicaledu.booking.api.BookingEvent.BookingCancelled;
import io.medicaledu.booking.api.BookingEvent.BookingRescheduled;
import io.medicaledu.booking.api.Funding;
import io.medicaledu.payment.api.PaymentCommand.CheckRefund;
import io.medicaledu.payment.api.PaymentCommand.RefundRemainder;
import io.medicaledu.payment.api.PaymentEvent.RefundFailed;
import io.medicaledu.payment.api.PaymentEvent.RefundRequested;
import io.medicaledu.payment.api.PaymentEvent.RefundSucceeded;
import io.medicaledu.shared.Ids;
import io.medicaledu.shared.saga.SagaCommands;
import java.time.Duration;
import java.util.UUID;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.deadline.DeadlineManager;
import org.axonframework.deadline.annotation.DeadlineHandler;
import org.axonframework.modelling.saga.EndSaga;
import org.axonframework.modelling.saga.SagaEventHandler;
import org.axonframework.modelling.saga.StartSaga;
import org.axonframework.spring.stereotype.Saga;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * Sees that a refund comes to an end: asks for those that a cancellation or a reschedule owes, and asks the provider again about any
 * refund that has been open for long.
 */
@Saga
@JsonAutoDetect(
        fieldVisibility = Visibility.ANY,
        getterVisibility = Visibility.NONE,
        isGetterVisibility = Visibility.NONE,
        setterVisibility = Visibility.NONE)
public class RefundSaga {

    private static final String BOOKING = "bookingId";
    private static final String REFUND = "refundId";
    private static final String OVERDUE = "refund-overdue";
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private transient CommandGateway gateway;
    private transient DeadlineManager deadlines;

    private @Nullable UUID refundId;
    private @Nullable UUID paymentId;
    private @Nullable String overdueDeadline;

    /** Axon makes sagas without arguments. */
    @SuppressWarnings("NullAway.Init")
    public RefundSaga() {}

    @Autowired
    void setGateway(CommandGateway gateway) {
        this.gateway = gateway;
    }

    @Autowired
    void setDeadlines(DeadlineManager deadlines) {
        this.deadlines = deadlines;
    }

    /** Each refund that this asks for is followed by a saga of its own. */
    @StartSaga
    @EndSaga
    @SagaEventHandler(associationProperty = BOOKING)
    void on(BookingCancelled event) {
        for (Funding refund : event.refundsByPayment()) {
            give(
                    Ids.cancellationRefund(event.bookingId(), refund.paymentId()),
                    refund,
                    "Booking cancelled: " + event.reason());
        }
    }

    @StartSaga
    @EndSaga
    @SagaEventHandler(associationProperty = BOOKING)
    void on(BookingRescheduled event) {
        for (Funding refund : event.refunds()) {
            give(
                    Ids.rescheduleRefund(event.newBookingId(), refund.paymentId()),
                    refund,
                    "Booking moved to a cheaper slot");
        }
    }

    private void give(UUID refund, Funding part, String reason) {
        send(new RefundRemainder(part.paymentId(), refund, part.amount(), reason));
    }

    @StartSaga
    @SagaEventHandler(associationProperty = REFUND)
    void on(RefundRequested event) {
        refundId = event.refundId();
        paymentId = event.paymentId();
        overdueDeadline = deadlines.schedule(PATIENCE, OVERDUE);
    }

    @DeadlineHandler(deadlineName = OVERDUE)
    void onOverdue() {
        if (paymentId != null && refundId != null) {
            send(new CheckRefund(paymentId, refundId));
        }
        overdueDeadline = deadlines.schedule(PATIENCE, OVERDUE);
    }

    @SagaEventHandler(associationProperty = REFUND)
    @EndSaga
    void on(RefundSucceeded event) {
        cancelDeadline();
    }

    @SagaEventHandler(associationProperty = REFUND)
    @EndSaga
    void on(RefundFailed event) {
        cancelDeadline();
    }

    private void cancelDeadline() {
        if (overdueDeadline != null) {
            deadlines.cancelSchedule(OVERDUE, overdueDeadline);
            overdueDeadline = null;
        }
    }

    private void send(Object command) {
        SagaCommands.send(gateway, RefundSaga.class, command);
    }
}
