package io.medicaledu.payment.command;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.medicaledu.payment.api.PaymentCommand.CancelPayment;
import io.medicaledu.payment.api.PaymentCommand.RecordCapture;
import io.medicaledu.payment.api.PaymentCommand.RecordCheckoutClosed;
import io.medicaledu.payment.api.PaymentCommand.RecordCheckoutFailed;
import io.medicaledu.payment.api.PaymentCommand.RecordCheckoutOpened;
import io.medicaledu.payment.api.PaymentCommand.RecordDecline;
import io.medicaledu.payment.api.PaymentCommand.RecordRefundFailed;
import io.medicaledu.payment.api.PaymentCommand.RecordRefundSucceeded;
import io.medicaledu.payment.api.PaymentCommand.RefundRemainder;
import io.medicaledu.payment.api.PaymentCommand.RequestRefund;
import io.medicaledu.payment.api.PaymentCommand.StartPayment;
import io.medicaledu.payment.api.PaymentEvent.CheckoutClosed;
import io.medicaledu.payment.api.PaymentEvent.CheckoutClosing;
import io.medicaledu.payment.api.PaymentEvent.CheckoutFailed;
import io.medicaledu.payment.api.PaymentEvent.CheckoutOpened;
import io.medicaledu.payment.api.PaymentEvent.PaymentCancelled;
import io.medicaledu.payment.api.PaymentEvent.PaymentCaptured;
import io.medicaledu.payment.api.PaymentEvent.PaymentDeclined;
import io.medicaledu.payment.api.PaymentEvent.PaymentFlagged;
import io.medicaledu.payment.api.PaymentEvent.PaymentStarted;
import io.medicaledu.payment.api.PaymentEvent.RefundFailed;
import io.medicaledu.payment.api.PaymentEvent.RefundRequested;
import io.medicaledu.payment.api.PaymentEvent.RefundSucceeded;
import io.medicaledu.payment.api.PaymentProvider;
import io.medicaledu.shared.Money;
import io.medicaledu.shared.Problem;
import io.medicaledu.shared.ProblemCode;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;

/**
 * One attempt to pay for a booking, and its refunds. What the provider reports may come twice, late and in any order;
 * the state after it is the same. Guards that refunds never exceed what was captured.
 */
@Aggregate
public class Payment {

    @AggregateIdentifier
    private UUID paymentId;

    private UUID bookingId;
    private UUID userId;
    private Money amount;
    private PaymentProvider provider;
    private @Nullable String providerSessionId;
    private @Nullable String providerTransactionId;
    private boolean cancelled;
    private boolean checkoutOver;
    private @Nullable String lastDecline;
    private final Set<String> flaggedTransactions = new HashSet<>();
    private Refunds refunds;

    @CommandHandler
    Payment(StartPayment command) {
        apply(new PaymentStarted(
                command.paymentId(),
                command.bookingId(),
                command.userId(),
                command.amount(),
                command.provider(),
                command.payUntil()));
    }

    @CommandHandler
    void handle(RecordCheckoutOpened command) {
        if (providerSessionId != null) {
            return;
        }
        apply(new CheckoutOpened(paymentId, bookingId, command.providerSessionId(), command.checkoutUrl()));
        if (cancelled) {
            apply(new CheckoutClosing(paymentId, bookingId, provider, command.providerSessionId()));
        }
    }

    @CommandHandler
    void handle(RecordCheckoutFailed command) {
        if (providerSessionId == null && !checkoutOver) {
            apply(new CheckoutFailed(paymentId, bookingId, command.reason()));
        }
    }

    @CommandHandler
    void handle(RecordCapture command) {
        if (command.providerTransactionId().equals(providerTransactionId)
                || flaggedTransactions.contains(command.providerTransactionId())) {
            return;
        }
        if (providerTransactionId != null) {
            flag(command, "captured-twice");
        } else if (!command.captured().equals(amount)) {
            flag(command, "amount-differs");
        } else {
            apply(new PaymentCaptured(
                    paymentId,
                    bookingId,
                    userId,
                    command.providerTransactionId(),
                    command.captured(),
                    command.capturedAt()));
        }
    }

    private void flag(RecordCapture command, String reason) {
        apply(new PaymentFlagged(
                paymentId, bookingId, command.providerTransactionId(), amount, command.captured(), reason));
    }

    /** The provider reports one decline by several events; a repeated one of the same kind says nothing new. */
    @CommandHandler
    void handle(RecordDecline command) {
        if (providerTransactionId == null
                && !cancelled
                && !command.declineCode().equals(lastDecline)) {
            apply(new PaymentDeclined(paymentId, bookingId, command.declineCode()));
        }
    }

    @CommandHandler
    void handle(CancelPayment command) {
        if (cancelled || providerTransactionId != null) {
            return;
        }
        apply(new PaymentCancelled(paymentId, bookingId));
        if (providerSessionId != null && !checkoutOver) {
            apply(new CheckoutClosing(paymentId, bookingId, provider, providerSessionId));
        }
    }

    @CommandHandler
    void handle(RecordCheckoutClosed command) {
        if (!checkoutOver) {
            apply(new CheckoutClosed(paymentId, bookingId));
        }
    }

    @CommandHandler
    UUID handle(RequestRefund command) {
        refund(command.refundId(), command.amount(), command.reason());
        return command.refundId();
    }

    @CommandHandler
    void handle(RefundRemainder command) {
        if (providerTransactionId != null && !refunds.knows(command.refundId())) {
            Money left = refunds.left();
            Money amount = command.amount().compareTo(left) < 0 ? command.amount() : left;
            if (amount.isPositive()) {
                refund(command.refundId(), amount, command.reason());
            }
        }
    }

    /**
     * Gives money back; repeated with the same id it changes nothing.
     *
     * @throws Problem {@code refund-exceeds-captured}, {@code validation}
     */
    public void refund(UUID refundId, Money refund, String reason) {
        if (refunds.knows(refundId)) {
            return;
        }
        if (providerTransactionId == null) {
            throw new Problem(ProblemCode.REFUND_EXCEEDS_CAPTURED, "Nothing was captured by this payment");
        }
        refunds.validate(refund);
        apply(new RefundRequested(
                paymentId, bookingId, refundId, userId, provider, providerTransactionId, refund, reason));
    }

    /** A refund whose result is not known yet. */
    public record OpenRefund(PaymentProvider provider, String providerTransactionId, Money amount) {}

    /** The refund, if the provider has not told its result yet. */
    public Optional<OpenRefund> openRefund(UUID refundId) {
        String transaction = providerTransactionId;
        return transaction == null
                ? Optional.empty()
                : refunds.pending(refundId).map(refund -> new OpenRefund(provider, transaction, refund));
    }

    @CommandHandler
    void handle(RecordRefundSucceeded command) {
        refunds.pending(command.refundId()).ifPresent(refund -> {
            Money total = refunds.succeeded().plus(refund);
            apply(new RefundSucceeded(
                    paymentId,
                    bookingId,
                    command.refundId(),
                    command.providerRefundId(),
                    refund,
                    total,
                    total.equals(refunds.captured())));
        });
    }

    @CommandHandler
    void handle(RecordRefundFailed command) {
        refunds.pending(command.refundId())
                .ifPresent(refund ->
                        apply(new RefundFailed(paymentId, bookingId, command.refundId(), refund, command.reason())));
    }

    @EventSourcingHandler
    void on(PaymentStarted event) {
        paymentId = event.paymentId();
        bookingId = event.bookingId();
        userId = event.userId();
        amount = event.amount();
        provider = event.provider();
        refunds = new Refunds(Money.zero(amount.currency()));
    }

    @EventSourcingHandler
    void on(CheckoutOpened event) {
        providerSessionId = event.providerSessionId();
    }

    @EventSourcingHandler
    void on(CheckoutFailed event) {
        checkoutOver = true;
    }

    @EventSourcingHandler
    void on(CheckoutClosed event) {
        checkoutOver = true;
    }

    @EventSourcingHandler
    void on(PaymentDeclined event) {
        lastDecline = event.declineCode();
    }

    @EventSourcingHandler
    void on(PaymentCaptured event) {
        providerTransactionId = event.providerTransactionId();
        refunds = new Refunds(event.captured());
    }

    @EventSourcingHandler
    void on(PaymentFlagged event) {
        flaggedTransactions.add(event.providerTransactionId());
    }

    @EventSourcingHandler
    void on(PaymentCancelled event) {
        cancelled = true;
    }

    @EventSourcingHandler
    void on(RefundRequested event) {
        refunds.request(event.refundId(), event.amount());
    }

    @EventSourcingHandler
    void on(RefundSucceeded event) {
        refunds.succeed(event.refundId());
    }

    @EventSourcingHandler
    void on(RefundFailed event) {
        refunds.fail(event.refundId());
    }

    @SuppressWarnings("NullAway.Init") // Axon's: filled by the events
    Payment() {}
}
