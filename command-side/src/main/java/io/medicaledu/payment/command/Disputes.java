package io.medicaledu.payment.command;

import io.medicaledu.payment.api.PaymentCommand.DisputeFunds;
import io.medicaledu.payment.api.PaymentCommand.DisputeState;
import io.medicaledu.payment.api.PaymentCommand.RecordDispute;
import io.medicaledu.payment.api.PaymentEvent.DisputeFundsReinstated;
import io.medicaledu.payment.api.PaymentEvent.DisputeFundsWithdrawn;
import io.medicaledu.payment.api.PaymentEvent.DisputeLossCorrected;
import io.medicaledu.payment.api.PaymentEvent.DisputeLost;
import io.medicaledu.payment.api.PaymentEvent.DisputeOpened;
import io.medicaledu.payment.api.PaymentEvent.DisputeWon;
import io.medicaledu.payment.command.Captures.Capture;
import io.medicaledu.shared.Money;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.axonframework.eventsourcing.EventSourcingHandler;

/**
 * The disputes about one payment; there may be several, each about a part. What is disputed, or lost, cannot be refunded
 * as well.
 */
final class Disputes {

    private final Map<String, Dispute> byId = new LinkedHashMap<>();

    /**
     * @param amount what is disputed
     * @param withdrawn what the provider has taken
     * @param reinstated what of it the provider has given back
     */
    record Dispute(String transactionId, Money amount, DisputeState state, Money withdrawn, Money reinstated) {

        static Dispute opened(RecordDispute told) {
            DisputeFunds funds = told.funds();
            return new Dispute(
                    told.providerTransactionId(),
                    told.amount(),
                    DisputeState.Open,
                    funds == null ? told.amount() : funds.withdrawn(),
                    Money.zero(told.amount().currency()));
        }

        /** What the provider keeps: for a time while it is open, then for good. */
        Money kept() {
            return withdrawn.minus(reinstated);
        }

        private Money notRefundable() {
            return switch (state) {
                case Open -> amount.max(kept());
                case Won, Lost -> kept();
            };
        }

        /**
         * What is told, and what is known already: neither sum ever gets less. Without sums it is as usual: all is taken,
         * what was taken is given back once it is won, and what is lost is the amount. Of how it stands only what is kept counts.
         */
        DisputeFunds after(RecordDispute told) {
            DisputeFunds funds = told.funds() == null ? usual(told) : told.funds();
            if (funds.isStanding()) {
                return keeping(funds.kept());
            }
            Money taken = withdrawn.max(funds.withdrawn());
            Money back = reinstated.max(funds.reinstated());
            return new DisputeFunds(taken, taken.min(back));
        }

        private DisputeFunds usual(RecordDispute told) {
            return switch (told.state()) {
                case Open -> new DisputeFunds(withdrawn.max(told.amount()), reinstated);
                case Won -> new DisputeFunds(withdrawn, withdrawn);
                case Lost -> keeping(told.amount());
            };
        }

        private DisputeFunds keeping(Money kept) {
            Money more = kept.minus(kept());
            return more.isPositive()
                    ? new DisputeFunds(withdrawn.plus(more), reinstated)
                    : new DisputeFunds(withdrawn, reinstated.minus(more));
        }
    }

    /** The dispute, if it was told of. */
    Optional<Dispute> of(String disputeId) {
        return Optional.ofNullable(byId.get(disputeId));
    }

    @EventSourcingHandler
    void on(DisputeOpened event) {
        byId.put(
                event.disputeId(),
                new Dispute(
                        event.providerTransactionId(),
                        event.amount(),
                        DisputeState.Open,
                        event.withdrawn(),
                        Money.zero(event.amount().currency())));
    }

    @EventSourcingHandler
    void on(DisputeFundsWithdrawn event) {
        change(event.disputeId(), DisputeState.Open, dispute -> dispute.kept().plus(event.amount()));
    }

    @EventSourcingHandler
    void on(DisputeFundsReinstated event) {
        change(event.disputeId(), DisputeState.Open, dispute -> dispute.kept().minus(event.amount()));
    }

    @EventSourcingHandler
    void on(DisputeWon event) {
        change(event.disputeId(), DisputeState.Won, dispute -> dispute.kept().minus(dispute.kept()));
    }

    @EventSourcingHandler
    void on(DisputeLost event) {
        change(event.disputeId(), DisputeState.Lost, dispute -> lost(event, dispute));
    }

    @EventSourcingHandler
    void on(DisputeLossCorrected event) {
        change(
                event.disputeId(),
                event.lost().isZero() ? DisputeState.Won : DisputeState.Lost,
                dispute -> event.lost());
    }

    private static Money lost(DisputeLost event, Dispute dispute) {
        return event.amount().currency().equals(dispute.amount().currency()) ? event.amount() : dispute.kept();
    }

    private void change(String disputeId, DisputeState state, Function<Dispute, Money> kept) {
        byId.computeIfPresent(disputeId, (id, dispute) -> {
            Money now = kept.apply(dispute);
            Money more = now.minus(dispute.kept());
            return new Dispute(
                    dispute.transactionId(),
                    dispute.amount(),
                    state,
                    more.isPositive() ? dispute.withdrawn().plus(more) : dispute.withdrawn(),
                    more.isNegative() ? dispute.reinstated().minus(more) : dispute.reinstated());
        });
    }

    /** What a capture may still bring back: what is decided may change, too. */
    Money mayComeBack(Capture capture) {
        String currency = capture.amount().currency();
        Stream<Money> open = on(capture.transactionId())
                .filter(dispute -> dispute.state() == DisputeState.Open)
                .map(Dispute::amount);
        return sum(open, currency).plus(lostOf(capture.transactionId(), currency));
    }

    /** What decided disputes have cost of a transaction; the payer got that. */
    Money lostOf(String transactionId, String currency) {
        return sum(
                on(transactionId)
                        .filter(dispute -> dispute.state() != DisputeState.Open)
                        .map(Dispute::kept),
                currency);
    }

    /** What the provider holds back or has taken of a transaction. */
    Money withheld(String transactionId, String currency) {
        return sum(on(transactionId).map(Dispute::notRefundable), currency);
    }

    private Stream<Dispute> on(String transactionId) {
        return byId.values().stream().filter(dispute -> dispute.transactionId().equals(transactionId));
    }

    private static Money sum(Stream<Money> amounts, String currency) {
        return amounts.filter(amount -> amount.currency().equals(currency)).reduce(Money.zero(currency), Money::plus);
    }
}
