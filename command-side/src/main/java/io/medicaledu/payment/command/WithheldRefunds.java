package io.medicaledu.payment.command;

import io.medicaledu.payment.api.PaymentEvent.RefundRequested;
import io.medicaledu.payment.api.PaymentEvent.RefundWithheld;
import io.medicaledu.payment.command.Captures.Capture;
import io.medicaledu.shared.Ids;
import io.medicaledu.shared.Money;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.axonframework.eventsourcing.EventSourcingHandler;

/**
 * What is owed and waits for money that disputes hold or have taken. Once a part of it is refunded, the rest waits on under
 * an id of its own, whether or not an event says so: earlier ones did not if no dispute was open.
 */
final class WithheldRefunds {

    private final Refunds refunds;
    private final Disputes disputes;
    private final Map<UUID, Waiting> byId = new LinkedHashMap<>();

    WithheldRefunds(Refunds refunds, Disputes disputes) {
        this.refunds = refunds;
        this.disputes = disputes;
    }

    record Waiting(UUID refundId, Money amount, String reason) {

        private Waiting orMore(Waiting other) {
            return other.amount().compareTo(amount) > 0 ? other : this;
        }
    }

    boolean knows(UUID refundId) {
        return byId.containsKey(refundId);
    }

    List<Waiting> all() {
        return List.copyOf(byId.values());
    }

    /**
     * What can be given back of all that waits and of what is owed besides: the payer has got already what was lost. May be
     * negative.
     */
    Money due(Capture capture, Money besides) {
        String currency = capture.amount().currency();
        Money owed = byId.values().stream()
                .map(Waiting::amount)
                .filter(amount -> amount.currency().equals(currency))
                .reduce(besides, Money::plus);
        return refunds.left(capture).min(owed.minus(disputes.lostOf(capture.transactionId(), currency)));
    }

    @EventSourcingHandler
    void on(RefundWithheld event) {
        add(new Waiting(event.refundId(), event.amount(), event.reason()));
    }

    @EventSourcingHandler
    void on(RefundRequested event) {
        Waiting waiting = byId.remove(event.refundId());
        if (waiting != null) {
            Money rest = waiting.amount().minus(event.amount());
            if (rest.isPositive()) {
                add(new Waiting(Ids.withheldRefund(event.refundId()), rest, waiting.reason()));
            }
        }
    }

    private void add(Waiting waiting) {
        byId.merge(waiting.refundId(), waiting, Waiting::orMore);
    }
}
