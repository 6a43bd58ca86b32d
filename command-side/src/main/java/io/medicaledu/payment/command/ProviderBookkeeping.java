package io.medicaledu.payment.command;

import io.medicaledu.payment.api.PaymentEvent.DisputeLossCorrected;
import io.medicaledu.payment.api.PaymentEvent.DisputeLost;
import io.medicaledu.payment.api.PaymentEvent.DisputeOpened;
import io.medicaledu.payment.api.PaymentEvent.DisputeWon;
import io.medicaledu.payment.api.PaymentEvent.ExternalRefundRecorded;
import io.medicaledu.payment.api.PaymentEvent.PaymentCaptured;
import io.medicaledu.payment.api.PaymentEvent.PaymentFlagged;
import io.medicaledu.payment.api.PaymentEvent.RefundFailed;
import io.medicaledu.payment.api.PaymentEvent.RefundReversed;
import io.medicaledu.payment.api.PaymentEvent.RefundSucceeded;
import io.medicaledu.payment.api.PaymentEvent.SurplusCaptured;
import io.medicaledu.payment.api.PaymentProvider;
import io.medicaledu.payment.command.ProviderTransactions.Kind;
import io.medicaledu.payment.command.ProviderTransactions.State;
import io.medicaledu.payment.command.ProviderTransactions.Transaction;
import io.medicaledu.shared.Money;
import java.time.Instant;
import java.util.UUID;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.Timestamp;
import org.axonframework.modelling.command.Repository;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Keeps {@link ProviderTransactions}, in the transaction of the events. */
@Component
@ProcessingGroup("outbox")
class ProviderBookkeeping {

    private final ProviderTransactions transactions;
    private final Repository<Payment> payments;

    ProviderBookkeeping(ProviderTransactions transactions, Repository<Payment> paymentRepository) {
        this.transactions = transactions;
        this.payments = paymentRepository;
    }

    @EventHandler
    void on(PaymentCaptured event, @Timestamp Instant at) {
        capture(event.provider(), event.providerTransactionId(), event.paymentId(), event.captured(), at);
    }

    @EventHandler
    void on(PaymentFlagged event, @Timestamp Instant at) {
        capture(event.provider(), event.providerTransactionId(), event.paymentId(), event.captured(), at);
    }

    @EventHandler
    void on(SurplusCaptured event, @Timestamp Instant at) {
        capture(event.provider(), event.providerTransactionId(), event.paymentId(), event.captured(), at);
    }

    private void capture(PaymentProvider provider, String reference, UUID payment, Money amount, Instant at) {
        transactions.record(
                new Transaction(provider, reference, Kind.Capture, payment, null, amount, State.Succeeded, at));
    }

    @EventHandler
    void on(RefundSucceeded event, @Timestamp Instant at) {
        refund(event.paymentId(), event.refundId(), event.providerRefundId(), event.amount(), State.Succeeded, at);
    }

    @EventHandler
    void on(RefundFailed event, @Timestamp Instant at) {
        refund(event.paymentId(), event.refundId(), event.providerRefundId(), event.amount(), State.Failed, at);
    }

    private void refund(
            UUID paymentId, UUID refundId, @Nullable String reference, Money amount, State state, Instant at) {
        if (reference != null) {
            PaymentProvider provider = payments.load(paymentId.toString()).invoke(Payment::provider);
            transactions.record(
                    new Transaction(provider, reference, Kind.Refund, paymentId, refundId, amount, state, at));
        }
    }

    @EventHandler
    void on(ExternalRefundRecorded event, @Timestamp Instant at) {
        transactions.record(new Transaction(
                event.provider(),
                event.providerRefundId(),
                Kind.Refund,
                event.paymentId(),
                event.refundId(),
                event.amount(),
                State.Succeeded,
                at));
    }

    @EventHandler
    void on(RefundReversed event) {
        transactions.change(event.refundId(), State.Failed);
    }

    @EventHandler
    void on(DisputeOpened event, @Timestamp Instant at) {
        transactions.record(new Transaction(
                event.provider(),
                event.disputeId(),
                Kind.Dispute,
                event.paymentId(),
                null,
                event.amount(),
                State.Succeeded,
                at));
    }

    @EventHandler
    void on(DisputeWon event) {
        transactions.changeDispute(event.paymentId(), event.disputeId(), State.Failed);
    }

    @EventHandler
    void on(DisputeLost event) {
        transactions.loseDispute(event.paymentId(), event.disputeId(), event.amount());
    }

    @EventHandler
    void on(DisputeLossCorrected event) {
        if (event.lost().isZero()) {
            transactions.changeDispute(event.paymentId(), event.disputeId(), State.Failed);
        } else {
            transactions.loseDispute(event.paymentId(), event.disputeId(), event.lost());
        }
    }
}
