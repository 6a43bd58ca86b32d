package io.medicaledu.notification.saga;

import io.medicaledu.notification.api.NotificationCommand.NotifyOfSeat;
import io.medicaledu.notification.api.NotificationCommand.NotifyWaiters;
import io.medicaledu.notification.api.NotificationCommand.SeatNews;
import io.medicaledu.notification.api.NotificationCommand.WaiterNews;
import io.medicaledu.scheduling.api.OfferEnd;
import io.medicaledu.scheduling.api.SlotEvent.SeatOfferEnded;
import io.medicaledu.scheduling.api.SlotEvent.SeatOffered;
import io.medicaledu.scheduling.api.SlotEvent.SlotCancelled;
import io.medicaledu.scheduling.api.SlotEvent.SlotChanged;
import io.medicaledu.scheduling.api.SlotEvent.WaitlistClosed;
import io.medicaledu.scheduling.api.SlotEvent.WaitlistPaused;
import io.medicaledu.shared.saga.SagaCommands;
import java.util.List;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.EventMessage;
import org.springframework.stereotype.Component;

/** Tells those who wait for a seat. */
@Component
@ProcessingGroup("notices")
class WaitlistNotices {

    private final CommandGateway gateway;

    WaitlistNotices(CommandGateway gateway) {
        this.gateway = gateway;
    }

    @EventHandler
    void on(SeatOffered event, EventMessage<?> message) {
        send(new NotifyOfSeat(
                event.slotId(), event.studentId(), SeatNews.SeatOffered, event.until(), message.getIdentifier()));
    }

    @EventHandler
    void on(SeatOfferEnded event, EventMessage<?> message) {
        if (event.end() == OfferEnd.Expired) {
            send(new NotifyOfSeat(
                    event.slotId(), event.studentId(), SeatNews.SeatOfferEnded, null, message.getIdentifier()));
        }
    }

    @EventHandler
    void on(SlotCancelled event, EventMessage<?> message) {
        send(new NotifyWaiters(event.slotId(), WaiterNews.WaitlistEnded, List.of(), null, message.getIdentifier()));
    }

    @EventHandler
    void on(SlotChanged event, EventMessage<?> message) {
        if (event.formerStart() != null) {
            send(new NotifyWaiters(
                    event.slotId(), WaiterNews.WaitlistMoved, List.of(), event.formerStart(), message.getIdentifier()));
        }
    }

    /** Once, however often the course is taken off the list; but whoever has lost an offer is told of that. */
    @EventHandler
    void on(WaitlistPaused event, EventMessage<?> message) {
        event.withdrawnFrom()
                .forEach(student -> send(new NotifyOfSeat(
                        event.slotId(), student, SeatNews.SeatOfferPaused, null, message.getIdentifier())));
        send(new NotifyWaiters(
                event.slotId(), WaiterNews.WaitlistPaused, event.withdrawnFrom(), null, "paused " + event.slotId()));
    }

    @EventHandler
    void on(WaitlistClosed event, EventMessage<?> message) {
        send(new NotifyWaiters(event.slotId(), WaiterNews.WaitlistEnded, List.of(), null, message.getIdentifier()));
    }

    private void send(Object command) {
        SagaCommands.send(gateway, WaitlistNotices.class, command);
    }
}
