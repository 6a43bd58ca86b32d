package io.medicaledu.learning.saga;

import io.medicaledu.booking.api.BookingCommand.WithdrawBooking;
import io.medicaledu.booking.api.BookingEvent.BookingCancelled;
import io.medicaledu.payment.api.PaymentEvent.RefundSucceeded;
import io.medicaledu.shared.saga.SagaCommands;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.springframework.stereotype.Component;

/** Takes a refunded booking from the enrollment it led to; without any booking left the enrollment ends. */
@Component
@ProcessingGroup("enrollment-upkeep")
class EnrollmentUpkeep {

    private final CommandGateway gateway;

    EnrollmentUpkeep(CommandGateway gateway) {
        this.gateway = gateway;
    }

    /** A student who cancels too late to get anything back keeps what was paid for. */
    @EventHandler
    void on(BookingCancelled event) {
        if (event.paymentId() == null || event.refund().isPositive()) {
            SagaCommands.send(gateway, EnrollmentUpkeep.class, new WithdrawBooking(event.bookingId(), null));
        }
    }

    @EventHandler
    void on(RefundSucceeded event) {
        if (event.fullyRefunded()) {
            SagaCommands.send(
                    gateway, EnrollmentUpkeep.class, new WithdrawBooking(event.bookingId(), event.paymentId()));
        }
    }
}
