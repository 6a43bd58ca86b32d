package io.medicaledu.payment.command;

import io.medicaledu.shared.Money;
import io.medicaledu.shared.Problem;
import io.medicaledu.shared.ProblemCode;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The refunds of one payment: those asked for and those done together never exceed what was captured. */
final class Refunds {

    private final Money captured;
    private final Map<UUID, Refund> byId = new HashMap<>();

    private enum State {
        REQUESTED,
        SUCCEEDED,
        FAILED
    }

    private record Refund(Money amount, State state) {}

    Refunds(Money captured) {
        this.captured = captured;
    }

    Money captured() {
        return captured;
    }

    boolean knows(UUID refundId) {
        return byId.containsKey(refundId);
    }

    /** @throws Problem {@code validation}, {@code refund-exceeds-captured} */
    void validate(Money refund) {
        if (!refund.currency().equals(captured.currency())) {
            throw Problem.invalid("amount.currency", "must be " + captured.currency());
        }
        if (!refund.isPositive()) {
            throw Problem.invalid("amount", "must be positive");
        }
        Money left = left();
        if (refund.compareTo(left) > 0) {
            throw new Problem(ProblemCode.REFUND_EXCEEDS_CAPTURED, "At most " + left + " can be refunded");
        }
    }

    /** What can still be given back. */
    Money left() {
        return captured.minus(sum(State.REQUESTED)).minus(sum(State.SUCCEEDED));
    }

    Money succeeded() {
        return sum(State.SUCCEEDED);
    }

    /** The amount of a refund whose result is not known yet. */
    Optional<Money> pending(UUID refundId) {
        return Optional.ofNullable(byId.get(refundId))
                .filter(refund -> refund.state() == State.REQUESTED)
                .map(Refund::amount);
    }

    void request(UUID refundId, Money amount) {
        byId.put(refundId, new Refund(amount, State.REQUESTED));
    }

    void succeed(UUID refundId) {
        byId.computeIfPresent(refundId, (id, refund) -> new Refund(refund.amount(), State.SUCCEEDED));
    }

    void fail(UUID refundId) {
        byId.computeIfPresent(refundId, (id, refund) -> new Refund(refund.amount(), State.FAILED));
    }

    private Money sum(State state) {
        return byId.values().stream()
                .filter(refund -> refund.state() == state)
                .map(Refund::amount)
                .reduce(Money.zero(captured.currency()), Money::plus);
    }
}
