package io.medicaledu.access.command;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.medicaledu.access.api.AccessCommand.TellRefusal;
import io.medicaledu.access.api.AccessCommand.TellRefusals;
import io.medicaledu.access.api.AccessEvent.AccessRefusalsCounted;
import io.medicaledu.access.api.AccessEvent.AccessRefused;
import java.util.UUID;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.spring.stereotype.Aggregate;

/** An attempt that was refused, or the number of those that are not told one by one. */
@Aggregate
class AccessAttempt {

    @AggregateIdentifier
    private UUID attemptId;

    AccessAttempt(TellRefusal command) {
        apply(new AccessRefused(
                command.attemptId(), command.kind(), command.reason(), command.userId(), command.addressHash()));
    }

    @CommandHandler
    AccessAttempt(TellRefusals command) {
        apply(new AccessRefusalsCounted(
                command.attemptId(),
                command.kind(),
                command.userId(),
                command.since(),
                command.until(),
                command.number()));
    }

    @EventSourcingHandler
    void on(AccessRefused event) {
        attemptId = event.attemptId();
    }

    @EventSourcingHandler
    void on(AccessRefusalsCounted event) {
        attemptId = event.attemptId();
    }

    @SuppressWarnings("NullAway.Init") // Axon's: filled by the events
    AccessAttempt() {}
}
