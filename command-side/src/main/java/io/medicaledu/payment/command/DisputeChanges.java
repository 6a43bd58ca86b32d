package io.medicaledu.payment.command;

import io.medicaledu.payment.api.PaymentCommand.DisputeFunds;
import io.medicaledu.payment.api.PaymentCommand.DisputeState;
import io.medicaledu.payment.api.PaymentCommand.RecordDispute;
import io.medicaledu.payment.api.PaymentEvent;
import io.medicaledu.payment.api.PaymentEvent.DisputeFundsReinstated;
import io.medicaledu.payment.api.PaymentEvent.DisputeFundsWithdrawn;
import io.medicaledu.payment.api.PaymentEvent.DisputeLossCorrected;
import io.medicaledu.payment.api.PaymentEvent.DisputeLost;
import io.medicaledu.payment.api.PaymentEvent.DisputeOpened;
import io.medicaledu.payment.api.PaymentEvent.DisputeWon;
import io.medicaledu.payment.api.PaymentProvider;
import io.medicaledu.payment.command.Disputes.Dispute;
import io.medicaledu.shared.Money;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What is new in what a provider tells of a dispute. Tellings come in any order, and more than once; the events after all
 * of them say the same: how much was taken, how much of it came back, and, once it is decided, how much is lost.
 */
record DisputeChanges(UUID paymentId, UUID bookingId, PaymentProvider provider, RecordDispute told) {

    /** @param known the dispute as it was told before; empty if this is the first that is heard of it */
    List<PaymentEvent> news(Optional<Dispute> known) {
        List<PaymentEvent> news = new ArrayList<>();
        Dispute before = known.orElseGet(() -> {
            Dispute opened = Dispute.opened(told);
            news.add(new DisputeOpened(
                    paymentId,
                    bookingId,
                    provider,
                    told.disputeId(),
                    told.providerTransactionId(),
                    told.amount(),
                    told.reason(),
                    opened.withdrawn()));
            return opened;
        });
        news.addAll(before.state() == DisputeState.Open ? whileOpen(before) : afterDecision(before));
        return news;
    }

    private List<PaymentEvent> whileOpen(Dispute before) {
        DisputeFunds now = before.after(told);
        List<PaymentEvent> news = new ArrayList<>();
        Money taken = now.withdrawn().minus(before.withdrawn());
        if (taken.isPositive()) {
            news.add(new DisputeFundsWithdrawn(paymentId, bookingId, provider, told.disputeId(), taken));
        }
        if (told.state() == DisputeState.Open) {
            Money back = now.reinstated().minus(before.reinstated());
            if (back.isPositive()) {
                news.add(new DisputeFundsReinstated(paymentId, bookingId, provider, told.disputeId(), back));
            }
        } else {
            news.add(decision(now.kept(), now.withdrawn().minus(before.reinstated())));
        }
        return news;
    }

    /** By the money, not by the word: one that is won in part is lost in part. */
    private PaymentEvent decision(Money lost, Money withheld) {
        return lost.isZero() && told.state() == DisputeState.Won
                ? new DisputeWon(paymentId, bookingId, told.disputeId(), withheld, withheld)
                : new DisputeLost(paymentId, bookingId, told.disputeId(), lost, withheld);
    }

    /** A decision stands, whatever is told late; only money that has moved since then changes what is lost. */
    private List<PaymentEvent> afterDecision(Dispute before) {
        if (!tellsOfMoney()) {
            return List.of();
        }
        Money lost = before.after(told).kept();
        return lost.equals(before.kept())
                ? List.of()
                : List.of(new DisputeLossCorrected(
                        paymentId, bookingId, provider, told.disputeId(), lost, before.kept()));
    }

    private boolean tellsOfMoney() {
        DisputeFunds funds = told.funds();
        if (funds == null) {
            return told.state() == DisputeState.Lost;
        }
        return !funds.isStanding() || told.state() != DisputeState.Open;
    }
}
