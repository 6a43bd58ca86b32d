package io.medicaledu.notification.command;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.medicaledu.notification.api.AnnouncementCommand.MakeAnnouncement;
import io.medicaledu.notification.api.AnnouncementEvent.AnnouncementMade;
import java.util.UUID;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.spring.stereotype.Aggregate;

/** What an admin has to say to everybody, or to everybody of a role. */
@Aggregate
class Announcement {

    @AggregateIdentifier
    private UUID announcementId;

    @CommandHandler
    Announcement(MakeAnnouncement command) {
        apply(new AnnouncementMade(
                command.announcementId(), command.title(), command.message(), command.role(), command.scheduledFor()));
    }

    @EventSourcingHandler
    void on(AnnouncementMade event) {
        announcementId = event.announcementId();
    }

    @SuppressWarnings("NullAway.Init") // Axon's: filled by the events
    Announcement() {}
}
