package io.medicaledu.ledger.query;

import io.medicaledu.ledger.api.LedgerAccount;
import io.medicaledu.ledger.query.LedgerBook.Reference;
import io.medicaledu.payment.api.PaymentEvent;
import io.medicaledu.payment.api.PaymentEvent.DisputeFundsReinstated;
import io.medicaledu.payment.api.PaymentEvent.DisputeFundsWithdrawn;
import io.medicaledu.payment.api.PaymentEvent.DisputeLossCorrected;
import io.medicaledu.payment.api.PaymentEvent.DisputeLost;
import io.medicaledu.payment.api.PaymentEvent.DisputeOpened;
import io.medicaledu.payment.api.PaymentEvent.DisputeWon;
import io.medicaledu.payment.api.PaymentEvent.ExternalRefundRecorded;
import io.medicaledu.payment.api.PaymentEvent.PaymentCaptured;
import io.medicaledu.payment.api.PaymentEvent.PaymentFlagged;
import io.medicaledu.payment.api.PaymentEvent.RefundRequested;
import io.medicaledu.payment.api.PaymentEvent.RefundReversed;
import io.medicaledu.payment.api.PaymentEvent.RefundSucceeded;
import io.medicaledu.payment.api.PaymentEvent.SurplusCaptured;
import io.medicaledu.payment.api.PaymentProvider;
import io.medicaledu.shared.Money;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventHandler;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Keeps the ledger: what each event moves from where to where, as docs/ledger.md lists it. Money moves when the provider
 * says so; a refund that is only asked for, or failed, moves nothing.
 */
@Component
@ProcessingGroup("ledger")
class LedgerProjection {

    private final LedgerBook book;

    LedgerProjection(LedgerBook book) {
        this.book = book;
    }

    @EventHandler
    void on(PaymentCaptured event, DomainEventMessage<?> message) {
        receive(
                event,
                message,
                event.provider(),
                event.providerTransactionId(),
                event.captured(),
                LedgerAccount.BOOKINGS);
    }

    @EventHandler
    void on(PaymentFlagged event, DomainEventMessage<?> message) {
        receive(
                event,
                message,
                event.provider(),
                event.providerTransactionId(),
                event.captured(),
                LedgerAccount.UNAPPLIED);
    }

    @EventHandler
    void on(SurplusCaptured event, DomainEventMessage<?> message) {
        receive(
                event,
                message,
                event.provider(),
                event.providerTransactionId(),
                event.captured(),
                LedgerAccount.UNAPPLIED);
    }

    private void receive(
            PaymentEvent event,
            DomainEventMessage<?> message,
            PaymentProvider provider,
            String transactionId,
            Money captured,
            LedgerAccount from) {
        LedgerAccount at = LedgerAccount.at(provider);
        book.remember(event, transactionId, new Reference(at, from, captured));
        move(event, message, captured, from, at);
    }

    @EventHandler
    void on(RefundRequested event) {
        book.remember(event, event.refundId().toString(), book.recall(event, event.providerTransactionId()));
    }

    @EventHandler
    void on(RefundSucceeded event, DomainEventMessage<?> message) {
        Reference refund = book.recall(event, event.refundId().toString());
        move(event, message, event.amount(), refund.provider(), refund.account());
    }

    @EventHandler
    void on(RefundReversed event, DomainEventMessage<?> message) {
        Reference refund = book.recall(event, event.refundId().toString());
        move(event, message, event.amount(), refund.account(), refund.provider());
    }

    @EventHandler
    void on(ExternalRefundRecorded event, DomainEventMessage<?> message) {
        Reference capture = book.recall(event, event.providerTransactionId());
        book.remember(event, event.refundId().toString(), capture);
        move(event, message, event.amount(), capture.provider(), capture.account());
    }

    /** May be told of before the capture. */
    @EventHandler
    void on(DisputeOpened event, DomainEventMessage<?> message) {
        LedgerAccount at = LedgerAccount.at(event.provider());
        book.remember(event, event.disputeId(), new Reference(at, LedgerAccount.DISPUTED, event.amount()));
        move(event, message, event.withdrawn(), at, LedgerAccount.DISPUTED);
    }

    @EventHandler
    void on(DisputeFundsWithdrawn event, DomainEventMessage<?> message) {
        move(event, message, event.amount(), LedgerAccount.at(event.provider()), LedgerAccount.DISPUTED);
    }

    @EventHandler
    void on(DisputeFundsReinstated event, DomainEventMessage<?> message) {
        move(event, message, event.amount(), LedgerAccount.DISPUTED, LedgerAccount.at(event.provider()));
    }

    /** All that was held back is free again. */
    @EventHandler
    void on(DisputeWon event, DomainEventMessage<?> message) {
        Reference dispute = book.recall(event, event.disputeId());
        move(event, message, heldBack(event.withheld(), dispute), LedgerAccount.DISPUTED, dispute.provider());
    }

    /** Less may be lost than was held back; the rest is free again. */
    @EventHandler
    void on(DisputeLost event, DomainEventMessage<?> message) {
        Reference dispute = book.recall(event, event.disputeId());
        Money held = heldBack(event.withheld(), dispute);
        Money lost = event.amount().currency().equals(held.currency()) ? event.amount() : held;
        if (lost.isZero()) {
            move(event, message, held, LedgerAccount.DISPUTED, dispute.provider());
            return;
        }
        LedgerTransaction loss = LedgerTransaction.move(lost, LedgerAccount.DISPUTED, LedgerAccount.DISPUTE_LOSSES);
        Money rest = held.minus(lost);
        book.post(
                message,
                event,
                rest.isZero()
                        ? loss
                        : loss.and(LedgerTransaction.move(rest, LedgerAccount.DISPUTED, dispute.provider())));
    }

    private static Money heldBack(@Nullable Money withheld, Reference dispute) {
        return withheld == null ? dispute.amount() : withheld;
    }

    @EventHandler
    void on(DisputeLossCorrected event, DomainEventMessage<?> message) {
        LedgerAccount at = LedgerAccount.at(event.provider());
        Money more = event.lost().minus(event.previouslyLost());
        if (more.isNegative()) {
            move(event, message, event.previouslyLost().minus(event.lost()), LedgerAccount.DISPUTE_LOSSES, at);
        } else {
            move(event, message, more, at, LedgerAccount.DISPUTE_LOSSES);
        }
    }

    private void move(
            PaymentEvent event, DomainEventMessage<?> message, Money amount, LedgerAccount from, LedgerAccount to) {
        if (!amount.isZero()) {
            book.post(message, event, LedgerTransaction.move(amount, from, to));
        }
    }
}
