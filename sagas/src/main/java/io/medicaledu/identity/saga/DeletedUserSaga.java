package io.medicaledu.identity.saga;

import io.medicaledu.booking.api.BookingCommand.CancelBookingsOfStudent;
import io.medicaledu.identity.api.UserEvent.UserDeleted;
import io.medicaledu.scheduling.api.SlotCommand.CancelSlotsOfInstructor;
import io.medicaledu.shared.saga.SagaCommands;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.springframework.stereotype.Component;

/** Ends what a deleted user can no longer keep: an instructor's future slots, a student's future bookings. */
@Component
@ProcessingGroup("deleted-user")
class DeletedUserSaga {

    private final CommandGateway gateway;

    DeletedUserSaga(CommandGateway gateway) {
        this.gateway = gateway;
    }

    @EventHandler
    void on(UserDeleted event) {
        SagaCommands.send(gateway, DeletedUserSaga.class, new CancelSlotsOfInstructor(event.userId(), event.userId()));
        SagaCommands.send(gateway, DeletedUserSaga.class, new CancelBookingsOfStudent(event.userId(), event.userId()));
    }
}
