package io.medicaledu.payment.command;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.medicaledu.payment.api.PaymentCommand.RecordDispute;
import io.medicaledu.payment.api.PaymentCommand.RecordExternalRefund;
import io.medicaledu.payment.api.PaymentCommand.RecordRefundFailed;
import io.medicaledu.payment.api.PaymentCommand.RecordRefundSucceeded;
import io.medicaledu.payment.api.PaymentCommand.RefundRemainder;
import io.medicaledu.payment.api.PaymentCommand.RequestRefund;
import io.medicaledu.payment.api.PaymentEvent.ExternalRefundRecorded;
import io.medicaledu.payment.api.PaymentEvent.PaymentCaptured;
import io.medicaledu.payment.api.PaymentEvent.PaymentFlagged;
import io.medicaledu.payment.api.PaymentEvent.PaymentStarted;
import io.medicaledu.payment.api.PaymentEvent.RefundFailed;
import io.medicaledu.payment.api.PaymentEvent.RefundRequested;
import io.medicaledu.payment.api.PaymentEvent.RefundReversed;
import io.medicaledu.payment.api.PaymentEvent.RefundSucceeded;
import io.medicaledu.payment.api.PaymentEvent.RefundWithheld;
import io.medicaledu.payment.api.PaymentEvent.SurplusCaptured;
import io.medicaledu.payment.api.PaymentProvider;
import io.medicaledu.payment.command.Captures.Capture;
import io.medicaledu.payment.command.Payment.GivenBack;
import io.medicaledu.payment.command.Payment.OpenRefund;
import io.medicaledu.payment.command.Refunds.Refund;
import io.medicaledu.payment.command.WithheldRefunds.Waiting;
import io.medicaledu.shared.Ids;
import io.medicaledu.shared.Money;
import io.medicaledu.shared.Problem;
import io.medicaledu.shared.ProblemCode;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventhandling.Timestamp;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.axonframework.modelling.command.AggregateMember;

/**
 * What one payment has brought in, by which transactions of the provider, and what has gone back: refunds asked for here
 * or made at the provider, and disputes.
 */
final class PaymentBalance {

    private UUID paymentId;
    private UUID bookingId;
    private UUID userId;
    private Money amount;
    private PaymentProvider provider;
    private final Captures captures = new Captures();

    @AggregateMember
    private final Disputes disputes = new Disputes();

    private final Refunds refunds = new Refunds(disputes);

    @AggregateMember
    private final WithheldRefunds withheld = new WithheldRefunds(refunds, disputes);

    /** Whether something has been captured that pays for the booking. */
    boolean isPaid() {
        return captures.used().isPresent();
    }

    boolean knows(String transactionId) {
        return captures.knows(transactionId);
    }

    @CommandHandler
    UUID handle(RequestRefund command) {
        refund(command.refundId(), command.amount(), command.reason());
        return command.refundId();
    }

    @CommandHandler
    void handle(RefundRemainder command) {
        giveBack(command.refundId(), command.amount(), command.reason());
    }

    /**
     * Gives back what is owed, as far as it is still here; never refuses. What a dispute withholds follows if that is won;
     * what one has cost counts first against what is owed, and follows if it comes back.
     */
    GivenBack giveBack(UUID refundId, Money owed, String reason) {
        UUID later = Ids.withheldRefund(refundId);
        Optional<Capture> used = captures.used();
        if (used.isEmpty() || refunds.knows(refundId) || refunds.knows(later) || withheld.knows(later)) {
            return GivenBack.nothing(owed.currency());
        }
        Capture capture = used.get();
        Money now = owed.min(withheld.due(capture, owed)).max(Money.zero(owed.currency()));
        if (now.isPositive()) {
            refund(refundId, now, reason);
        }
        return new GivenBack(now, withhold(capture, later, owed.minus(now), reason));
    }

    /** What was captured for the booking and has not been asked back, disputes aside. */
    Money notRefunded() {
        return captures.used().map(refunds::notRefunded).orElseGet(() -> Money.zero(amount.currency()));
    }

    /** What came back of disputed money; what others still hold or have taken waits on, under an id of its own. */
    private void releaseWithheld() {
        captures.used().ifPresent(capture -> {
            Money nothingMore = Money.zero(capture.amount().currency());
            for (Waiting waiting : withheld.all()) {
                Money part = waiting.amount().min(withheld.due(capture, nothingMore));
                if (part.isPositive()) {
                    refund(waiting.refundId(), part, waiting.reason());
                    withhold(
                            capture,
                            Ids.withheldRefund(waiting.refundId()),
                            waiting.amount().minus(part),
                            waiting.reason());
                }
            }
        });
    }

    private Money withhold(Capture capture, UUID later, Money owed, String reason) {
        Money waiting = owed.min(disputes.mayComeBack(capture));
        if (waiting.isPositive()) {
            apply(new RefundWithheld(paymentId, bookingId, later, waiting, reason));
        }
        return waiting;
    }

    /**
     * Gives money back; repeated with the same id it changes nothing.
     *
     * @throws Problem {@code refund-exceeds-captured}, {@code refund-currency}, {@code refund-amount}
     */
    void refund(UUID refundId, Money refund, String reason) {
        if (refunds.knows(refundId)) {
            return;
        }
        Capture capture = captures.refundable()
                .orElseThrow(
                        () -> new Problem(ProblemCode.REFUND_EXCEEDS_CAPTURED, "Nothing was captured by this payment"));
        refunds.validate(capture, refund);
        apply(new RefundRequested(
                paymentId, bookingId, refundId, userId, provider, capture.transactionId(), refund, reason));
    }

    /** The refund, if the provider has not told its result yet. */
    Optional<OpenRefund> openRefund(UUID refundId) {
        return refunds.pending(refundId)
                .map(refund -> new OpenRefund(provider, refund.transactionId(), refund.amount(), refund.requestedAt()));
    }

    /** A refusal by which the provider made no refund may have been too hasty; a refund that failed there stays so. */
    @CommandHandler
    void handle(RecordRefundSucceeded command) {
        refunds.of(command.refundId()).filter(PaymentBalance::maySucceed).ifPresent(refund -> {
            Money total = totalWith(refund.transactionId(), refund.amount());
            apply(new RefundSucceeded(
                    paymentId,
                    bookingId,
                    command.refundId(),
                    command.providerRefundId(),
                    refund.amount(),
                    total,
                    isAllOf(refund.transactionId(), total)));
        });
    }

    private static boolean maySucceed(Refund refund) {
        return refund.state() == Refunds.State.REQUESTED
                || refund.state() == Refunds.State.FAILED && refund.providerRefundId() == null;
    }

    @CommandHandler
    void handle(RecordRefundFailed command) {
        refunds.of(command.refundId()).ifPresent(refund -> {
            switch (refund.state()) {
                case REQUESTED ->
                    apply(new RefundFailed(
                            paymentId,
                            bookingId,
                            command.refundId(),
                            refund.amount(),
                            command.reason(),
                            command.providerRefundId()));
                case SUCCEEDED ->
                    apply(new RefundReversed(
                            paymentId,
                            bookingId,
                            command.refundId(),
                            refund.amount(),
                            totalWith(refund.transactionId(), refund.amount().negated()),
                            command.reason()));
                case FAILED -> {
                    // Known already.
                }
            }
        });
    }

    /**
     * It happened, whatever was left to refund here.
     *
     * @throws Problem {@code payment-state} if the capture has not been told of yet
     */
    @CommandHandler
    void handle(RecordExternalRefund command) {
        if (!captures.knows(command.providerTransactionId())) {
            throw new Problem(ProblemCode.PAYMENT_STATE, "The refunded transaction is not known yet");
        }
        UUID refundId = Ids.externalRefund(paymentId, command.providerRefundId());
        if (refunds.knows(refundId) || refunds.knowsProviderRefund(command.providerRefundId())) {
            return;
        }
        Money total = totalWith(command.providerTransactionId(), command.amount());
        apply(new ExternalRefundRecorded(
                paymentId,
                bookingId,
                refundId,
                userId,
                provider,
                command.providerTransactionId(),
                command.providerRefundId(),
                command.amount(),
                total,
                isAllOf(command.providerTransactionId(), total)));
    }

    @CommandHandler
    void handle(RecordDispute command) {
        new DisputeChanges(paymentId, bookingId, provider, command)
                .news(disputes.of(command.disputeId()))
                .forEach(AggregateLifecycle::apply);
        releaseWithheld();
    }

    /** What has gone back of the capture that pays for the booking, after a refund of a capture or the end of one. */
    private Money totalWith(String transactionId, Money change) {
        Money before = captures.used().map(refunds::succeeded).orElseGet(() -> Money.zero(amount.currency()));
        return captures.isUsed(transactionId) ? before.plus(change) : before;
    }

    private boolean isAllOf(String transactionId, Money total) {
        return captures.isUsed(transactionId)
                && captures.used()
                        .filter(capture -> total.compareTo(capture.amount()) >= 0)
                        .isPresent();
    }

    @EventSourcingHandler
    void on(PaymentStarted event) {
        paymentId = event.paymentId();
        bookingId = event.bookingId();
        userId = event.userId();
        amount = event.amount();
        provider = event.provider();
    }

    @EventSourcingHandler
    void on(PaymentCaptured event) {
        captures.use(event.providerTransactionId(), event.captured());
    }

    @EventSourcingHandler
    void on(PaymentFlagged event) {
        captures.keepAside(event.providerTransactionId(), event.captured());
    }

    @EventSourcingHandler
    void on(SurplusCaptured event) {
        captures.keepAside(event.providerTransactionId(), event.captured());
    }

    @EventSourcingHandler
    void on(RefundRequested event, @Timestamp Instant at) {
        refunds.request(event.refundId(), event.providerTransactionId(), event.amount(), at);
    }

    @EventSourcingHandler
    void on(RefundSucceeded event) {
        refunds.succeed(event.refundId(), event.providerRefundId());
    }

    @EventSourcingHandler
    void on(RefundFailed event) {
        refunds.fail(event.refundId(), event.providerRefundId());
    }

    @EventSourcingHandler
    void on(RefundReversed event) {
        refunds.fail(event.refundId(), null);
    }

    @EventSourcingHandler
    void on(ExternalRefundRecorded event, @Timestamp Instant at) {
        refunds.request(event.refundId(), event.providerTransactionId(), event.amount(), at);
        refunds.succeed(event.refundId(), event.providerRefundId());
    }

    @SuppressWarnings("NullAway.Init") // filled by the events
    PaymentBalance() {}
}
