package io.medicaledu.scheduling.saga;

import io.medicaledu.scheduling.api.SlotCommand.CancelBookingsOfSlot;
import io.medicaledu.scheduling.api.SlotEvent.SlotCancelled;
import io.medicaledu.shared.saga.SagaCommands;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.springframework.stereotype.Component;

/**
 * Has every booking of a cancelled slot cancelled, with a full refund. The event names them all; they are queued in the
 * transaction of this process's place in the event stream, and end one by one (ADR 13).
 */
@Component
@ProcessingGroup("slot-cancellation")
class SlotCancellation {

    private final CommandGateway gateway;

    SlotCancellation(CommandGateway gateway) {
        this.gateway = gateway;
    }

    @EventHandler
    void on(SlotCancelled event) {
        if (!event.bookingIds().isEmpty()) {
            SagaCommands.send(
                    gateway, SlotCancellation.class, new CancelBookingsOfSlot(event.slotId(), event.bookingIds()));
        }
    }
}
