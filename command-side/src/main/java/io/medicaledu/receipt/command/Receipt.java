package io.medicaledu.receipt.command;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.medicaledu.receipt.api.ReceiptEvent;
import java.util.UUID;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.spring.stereotype.Aggregate;

/** A receipt, a credit note or its reversal. Once issued it never changes; what was wrong is put right by another one. */
@Aggregate
class Receipt {

    @AggregateIdentifier
    private UUID receiptId;

    Receipt(ReceiptEvent issued) {
        apply(issued);
    }

    @EventSourcingHandler
    void on(ReceiptEvent event) {
        receiptId = event.receiptId();
    }

    @SuppressWarnings("NullAway.Init") // Axon's: filled by the events
    Receipt() {}
}
