package io.medicaledu.payment.reconciliation;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.medicaledu.payment.api.ReconciliationEvent;
import java.util.UUID;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.spring.stereotype.Aggregate;

/**
 * The record of what people decided about one difference. What it is now is kept in {@link Differences}, as runs find it
 * and lose it again without anybody's decision.
 */
@Aggregate
class ReconciliationDifference {

    @AggregateIdentifier
    private UUID differenceId;

    void decide(ReconciliationEvent decision) {
        apply(decision);
    }

    @EventSourcingHandler
    void on(ReconciliationEvent decision) {
        differenceId = decision.differenceId();
    }

    @SuppressWarnings("NullAway.Init") // Axon's: filled by the events
    ReconciliationDifference() {}
}
