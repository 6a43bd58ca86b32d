package io.medicaledu.scheduling.saga;

import io.medicaledu.booking.api.BookingCommand.CancelBookingOfSlot;
import io.medicaledu.scheduling.api.SlotEvent.SlotCancelled;
import io.medicaledu.shared.saga.SagaCommands;
import java.util.UUID;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.springframework.stereotype.Component;

/** Cancels every booking of a cancelled slot, with a full refund. Has no state of its own: the event names them all. */
@Component
@ProcessingGroup("slot-cancellation")
class SlotCancellation {

    private final CommandGateway gateway;

    SlotCancellation(CommandGateway gateway) {
        this.gateway = gateway;
    }

    @EventHandler
    void on(SlotCancelled event) {
        for (UUID bookingId : event.bookingIds()) {
            SagaCommands.send(gateway, SlotCancellation.class, new CancelBookingOfSlot(bookingId));
        }
    }
}
