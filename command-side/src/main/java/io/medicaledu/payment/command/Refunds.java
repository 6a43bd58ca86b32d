package io.medicaledu.payment.command;

import io.medicaledu.payment.command.Captures.Capture;
import io.medicaledu.shared.Money;
import io.medicaledu.shared.Problem;
import io.medicaledu.shared.ProblemCode;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The refunds of one payment. Those asked for, those done, and what is disputed together never exceed what a transaction
 * has captured.
 */
final class Refunds {

    private final Disputes disputes;
    private final Map<UUID, Refund> byId = new HashMap<>();

    enum State {
        REQUESTED,
        SUCCEEDED,
        FAILED
    }

    /** @param providerRefundId null as long as the provider is not known to have made one */
    record Refund(
            String transactionId,
            Money amount,
            State state,
            @Nullable String providerRefundId,
            Instant requestedAt) {

        private Refund as(State next, @Nullable String providerId) {
            return new Refund(transactionId, amount, next, providerId, requestedAt);
        }
    }

    Refunds(Disputes disputes) {
        this.disputes = disputes;
    }

    boolean knows(UUID refundId) {
        return byId.containsKey(refundId);
    }

    boolean knowsProviderRefund(String providerRefundId) {
        return byId.values().stream().anyMatch(refund -> providerRefundId.equals(refund.providerRefundId()));
    }

    /** @throws Problem {@code refund-currency}, {@code refund-amount}, {@code refund-exceeds-captured} */
    void validate(Capture capture, Money refund) {
        if (!refund.currency().equals(capture.amount().currency())) {
            throw new Problem(
                    ProblemCode.REFUND_CURRENCY,
                    "It was captured in " + capture.amount().currency());
        }
        if (!refund.isPositive()) {
            throw new Problem(ProblemCode.REFUND_AMOUNT, "The amount must be positive");
        }
        Money left = left(capture);
        if (refund.compareTo(left) > 0) {
            throw new Problem(ProblemCode.REFUND_EXCEEDS_CAPTURED, "At most " + left + " can be refunded");
        }
    }

    /** What can still be given back; may be negative if the provider has given back more than there was. */
    Money left(Capture capture) {
        return notRefunded(capture)
                .minus(disputes.withheld(
                        capture.transactionId(), capture.amount().currency()));
    }

    /** What is not on its way back, disputes aside; may be negative as {@link #left}. */
    Money notRefunded(Capture capture) {
        return capture.amount().minus(sum(capture, State.REQUESTED, State.SUCCEEDED));
    }

    Money succeeded(Capture capture) {
        return sum(capture, State.SUCCEEDED);
    }

    Optional<Refund> of(UUID refundId) {
        return Optional.ofNullable(byId.get(refundId));
    }

    /** The refund, if its result is not known yet. */
    Optional<Refund> pending(UUID refundId) {
        return of(refundId).filter(refund -> refund.state() == State.REQUESTED);
    }

    void request(UUID refundId, String transactionId, Money amount, Instant at) {
        byId.put(refundId, new Refund(transactionId, amount, State.REQUESTED, null, at));
    }

    void succeed(UUID refundId, @Nullable String providerRefundId) {
        byId.computeIfPresent(refundId, (id, refund) -> refund.as(State.SUCCEEDED, providerRefundId));
    }

    void fail(UUID refundId, @Nullable String providerRefundId) {
        byId.computeIfPresent(
                refundId,
                (id, refund) -> refund.as(
                        State.FAILED, providerRefundId == null ? refund.providerRefundId() : providerRefundId));
    }

    private Money sum(Capture capture, State... states) {
        List<State> counted = Arrays.asList(states);
        return byId.values().stream()
                .filter(refund -> counted.contains(refund.state()))
                .filter(refund -> refund.transactionId().equals(capture.transactionId()))
                .map(Refund::amount)
                .reduce(Money.zero(capture.amount().currency()), Money::plus);
    }
}
