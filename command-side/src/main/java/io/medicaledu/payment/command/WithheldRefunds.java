package io.medicaledu.payment.command;

import io.medicaledu.payment.api.PaymentEvent.RefundRequested;
import io.medicaledu.payment.api.PaymentEvent.RefundWithheld;
import io.medicaledu.shared.Ids;
import io.medicaledu.shared.Money;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What is owed and waits for money that disputes hold or have taken. Once a part of it is refunded, the rest waits on under
 * an id of its own, whether or not an event says so: earlier ones did not if no dispute was open.
 */
final class WithheldRefunds {

    private final Map<UUID, Waiting> byId = new LinkedHashMap<>();

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

    Money sum(String currency) {
        return byId.values().stream()
                .map(Waiting::amount)
                .filter(amount -> amount.currency().equals(currency))
                .reduce(Money.zero(currency), Money::plus);
    }

    void on(RefundWithheld event) {
        add(new Waiting(event.refundId(), event.amount(), event.reason()));
    }

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
