package io.medicaledu.payment.saga;

import io.medicaledu.booking.api.BookingEvent.BookingCancelled;
import io.medicaledu.booking.api.BookingEvent.BookingRescheduled;
import io.medicaledu.booking.api.Funding;
import io.medicaledu.payment.api.PaymentCommand.CheckRefund;
import io.medicaledu.payment.api.PaymentCommand.RefundRemainder;
import io.medicaledu.payment.api.PaymentEvent.RefundFailed;
import io.medicaledu.payment.api.PaymentEvent.RefundRequested;
import io.medicaledu.payment.api.PaymentEvent.RefundSucceeded;
import io.medicaledu.shared.Ids;
import io.medicaledu.shared.saga.Deadline;
import io.medicaledu.shared.saga.SagaCommands;
import io.medicaledu.shared.saga.Story;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.EventMessage;
import org.springframework.stereotype.Component;

/**
 * Sees that a refund comes to an end: asks the provider again about any that has been open for long, and remembers which
 * are open. What a cancellation or a reschedule gives back is asked for in its own transaction (ADR 31); before that it
 * was asked for here, and bookings that ended so still are: asking again changes nothing.
 */
@Component
@ProcessingGroup("refund")
class RefundSaga implements Deadline {

    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final CommandGateway gateway;
    private final OpenRefunds open;
    private final Clock clock;

    RefundSaga(CommandGateway gateway, OpenRefunds open, Clock clock) {
        this.gateway = gateway;
        this.open = open;
        this.clock = clock;
    }

    @EventHandler
    void on(BookingCancelled event) {
        for (Funding refund : event.refunds()) {
            give(
                    Ids.cancellationRefund(event.bookingId(), refund.paymentId()),
                    refund,
                    "Booking cancelled: " + event.reason());
        }
    }

    @EventHandler
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

    @EventHandler
    void on(RefundRequested event, EventMessage<?> message) {
        open.add(event.refundId(), event.paymentId(), clock.instant().plus(PATIENCE), Story.of(message));
    }

    /** Nothing was heard of the refund for long. */
    @Override
    public void onDue(UUID refundId, Story story) {
        open.paymentOf(refundId).ifPresent(payment -> {
            SagaCommands.send(gateway, RefundSaga.class, new CheckRefund(payment, refundId), story);
            open.askAgain(refundId, clock.instant().plus(PATIENCE));
        });
    }

    @EventHandler
    void on(RefundSucceeded event) {
        open.remove(event.refundId());
    }

    @EventHandler
    void on(RefundFailed event) {
        open.remove(event.refundId());
    }

    @Override
    public String table() {
        return RefundRows.TABLE;
    }

    @Override
    public String key() {
        return RefundRows.KEY;
    }

    private void send(Object command) {
        SagaCommands.send(gateway, RefundSaga.class, command);
    }
}
