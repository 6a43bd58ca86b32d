package io.medicaledu.payment.command;

import io.medicaledu.payment.api.PaymentCommand.DisputeState;
import io.medicaledu.shared.Money;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The disputes about one payment. What is disputed, or lost, cannot be refunded as well. */
final class Disputes {

    private final Map<String, Dispute> byId = new HashMap<>();

    private record Dispute(String transactionId, Money amount, DisputeState state) {}

    void open(String disputeId, String transactionId, Money amount) {
        byId.put(disputeId, new Dispute(transactionId, amount, DisputeState.Open));
    }

    void decide(String disputeId, DisputeState state) {
        byId.computeIfPresent(
                disputeId, (id, dispute) -> new Dispute(dispute.transactionId(), dispute.amount(), state));
    }

    Optional<DisputeState> stateOf(String disputeId) {
        return Optional.ofNullable(byId.get(disputeId)).map(Dispute::state);
    }

    /** What may still come back of a transaction. */
    Money openOn(String transactionId, String currency) {
        return byId.values().stream()
                .filter(dispute -> dispute.transactionId().equals(transactionId))
                .filter(dispute -> dispute.state() == DisputeState.Open)
                .map(Dispute::amount)
                .filter(amount -> amount.currency().equals(currency))
                .reduce(Money.zero(currency), Money::plus);
    }

    /** What the provider holds back or has taken of a transaction. */
    Money withheld(String transactionId, String currency) {
        return byId.values().stream()
                .filter(dispute -> dispute.transactionId().equals(transactionId))
                .filter(dispute -> dispute.state() != DisputeState.Won)
                .map(Dispute::amount)
                .filter(amount -> amount.currency().equals(currency))
                .reduce(Money.zero(currency), Money::plus);
    }
}
