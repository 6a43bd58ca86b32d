package io.medicaledu.notification.saga;

import io.medicaledu.notification.api.NotificationCommand.NotifyOfSession;
import io.medicaledu.notification.api.NotificationCommand.SessionNews;
import io.medicaledu.scheduling.api.SlotEvent.SlotCancelled;
import io.medicaledu.scheduling.api.SlotEvent.SlotChanged;
import io.medicaledu.shared.saga.SagaCommands;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.EventMessage;
import org.springframework.stereotype.Component;

/** Tells instructors what becomes of their sessions. */
@Component
@ProcessingGroup("notices")
class SessionNotices {

    private final CommandGateway gateway;

    SessionNotices(CommandGateway gateway) {
        this.gateway = gateway;
    }

    @EventHandler
    void on(SlotCancelled event, EventMessage<?> message) {
        if (!event.bookingIds().isEmpty()) {
            send(new NotifyOfSession(event.slotId(), SessionNews.Cancelled, null, message.getIdentifier()));
        }
    }

    @EventHandler
    void on(SlotChanged event, EventMessage<?> message) {
        if (event.formerStart() != null) {
            send(new NotifyOfSession(event.slotId(), SessionNews.Moved, event.formerStart(), message.getIdentifier()));
        }
    }

    private void send(Object command) {
        SagaCommands.send(gateway, SessionNotices.class, command);
    }
}
