package io.medicaledu.notification.command;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.medicaledu.identity.api.Actor;
import io.medicaledu.identity.api.Channel;
import io.medicaledu.notification.api.NotificationCommand.MarkRead;
import io.medicaledu.notification.api.NotificationCommand.RecordNotSent;
import io.medicaledu.notification.api.NotificationCommand.RecordSent;
import io.medicaledu.notification.api.NotificationEvent.NotificationCancelled;
import io.medicaledu.notification.api.NotificationEvent.NotificationCreated;
import io.medicaledu.notification.api.NotificationEvent.NotificationNotSent;
import io.medicaledu.notification.api.NotificationEvent.NotificationRead;
import io.medicaledu.notification.api.NotificationEvent.NotificationSent;
import io.medicaledu.shared.Problem;
import java.time.Clock;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.messaging.MetaData;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;

/** Something a user is told, and how it got there. */
@Aggregate
class Notification {

    @AggregateIdentifier
    private UUID notificationId;

    private UUID userId;
    private @Nullable Instant scheduledFor;
    private boolean read;
    private boolean cancelled;
    private final Set<Channel> sent = EnumSet.noneOf(Channel.class);

    Notification(NotificationCreated created) {
        apply(created);
    }

    @CommandHandler
    void handle(MarkRead command, MetaData metaData, Clock clock) {
        Instant now = clock.instant();
        boolean isUp = !cancelled && (scheduledFor == null || !now.isBefore(scheduledFor));
        if (!Actor.of(metaData).is(userId) || !isUp) {
            throw Problem.notFound("notification");
        }
        markRead(now);
    }

    void markRead(Instant now) {
        if (!read) {
            apply(new NotificationRead(notificationId, now));
        }
    }

    void cancel(Instant now) {
        if (!cancelled) {
            apply(new NotificationCancelled(notificationId, now));
        }
    }

    @CommandHandler
    void handle(RecordSent command, Clock clock) {
        if (!sent.contains(command.channel())) {
            apply(new NotificationSent(notificationId, command.channel(), clock.instant()));
        }
    }

    @CommandHandler
    void handle(RecordNotSent command) {
        if (!sent.contains(command.channel())) {
            apply(new NotificationNotSent(
                    notificationId, command.channel(), command.attempts(), command.error(), command.isFinal()));
        }
    }

    @EventSourcingHandler
    void on(NotificationCreated event) {
        notificationId = event.notificationId();
        userId = event.userId();
        scheduledFor = event.scheduledFor();
    }

    @EventSourcingHandler
    void on(NotificationSent event) {
        sent.add(event.channel());
    }

    @EventSourcingHandler
    void on(NotificationRead event) {
        read = true;
    }

    @EventSourcingHandler
    void on(NotificationCancelled event) {
        cancelled = true;
    }

    @SuppressWarnings("NullAway.Init") // Axon's: filled by the events
    Notification() {}
}
