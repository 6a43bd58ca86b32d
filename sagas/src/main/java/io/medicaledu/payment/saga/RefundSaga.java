package io.medicaledu.payment.saga;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import io.medicaledu.booking.api.BookingEvent.BookingCancelled;
import io.medicaledu.payment.api.PaymentCommand.CheckRefund;
import io.medicaledu.payment.api.PaymentCommand.RequestRefund;
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
import org.axonframework.modelling.saga.SagaLifecycle;
import org.axonframework.modelling.saga.StartSaga;
import org.axonframework.spring.stereotype.Saga;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * Sees that a refund comes to an end: asks for the one that a cancellation owes, and asks the provider again about any
 * refund that has been open for long.
 */
@Saga
@JsonAutoDetect(
        fieldVisibility = Visibility.ANY,
        getterVisibility = Visibility.NONE,
        isGetterVisibility = Visibility.NONE,
        setterVisibility = Visibility.NONE)
public class RefundSaga {

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

    @StartSaga
    @SagaEventHandler(associationProperty = "bookingId")
    void on(BookingCancelled event) {
        if (event.paymentId() == null || event.refund().isZero()) {
            SagaLifecycle.end();
            return;
        }
        refundId = Ids.cancellationRefund(event.bookingId());
        paymentId = event.paymentId();
        SagaLifecycle.associateWith(REFUND, refundId.toString());
        send(new RequestRefund(paymentId, refundId, event.refund(), "Booking cancelled: " + event.reason()));
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
