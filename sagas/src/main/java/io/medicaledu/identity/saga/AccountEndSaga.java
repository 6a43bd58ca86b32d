package io.medicaledu.identity.saga;

import io.medicaledu.booking.api.BookingCommand.CancelBookingsOfStudent;
import io.medicaledu.booking.api.CancellationReason;
import io.medicaledu.identity.api.Actor;
import io.medicaledu.identity.api.UserEvent.UserDeactivated;
import io.medicaledu.identity.api.UserEvent.UserDeleted;
import io.medicaledu.scheduling.api.SlotCommand.CancelSlotsOfInstructor;
import io.medicaledu.scheduling.api.WaitlistCommand.LeaveWaitlists;
import io.medicaledu.shared.saga.SagaCommands;
import java.util.UUID;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.messaging.MetaData;
import org.springframework.stereotype.Component;

/**
 * Ends what nobody can keep whose account has ended: an instructor's future slots, a student's future bookings. Who
 * deletes the own account cancels, by the policy of each booking; who is put out by the school gets everything back.
 */
@Component
@ProcessingGroup("deleted-user")
class AccountEndSaga {

    private final CommandGateway gateway;

    AccountEndSaga(CommandGateway gateway) {
        this.gateway = gateway;
    }

    @EventHandler
    void on(UserDeleted event, MetaData metaData) {
        SagaCommands.send(gateway, AccountEndSaga.class, new CancelSlotsOfInstructor(event.userId(), event.userId()));
        boolean byThemselves = Actor.of(metaData).is(event.userId());
        cancelBookings(
                event.userId(),
                byThemselves ? CancellationReason.ByStudent : CancellationReason.ByAdmin,
                "The account was deleted");
    }

    @EventHandler
    void on(UserDeactivated event) {
        if (event.endsBookings()) {
            cancelBookings(event.userId(), CancellationReason.ByAdmin, "The account was deactivated");
        }
    }

    private void cancelBookings(UUID userId, CancellationReason reason, String note) {
        SagaCommands.send(gateway, AccountEndSaga.class, new LeaveWaitlists(userId));
        SagaCommands.send(gateway, AccountEndSaga.class, new CancelBookingsOfStudent(userId, userId, reason, note));
    }
}
