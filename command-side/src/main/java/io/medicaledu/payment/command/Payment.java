package io.medicaledu.payment.command;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.medicaledu.payment.api.PaymentCommand.CancelPayment;
import io.medicaledu.payment.api.PaymentCommand.RecordApproval;
import io.medicaledu.payment.api.PaymentCommand.RecordCapture;
import io.medicaledu.payment.api.PaymentCommand.RecordCheckoutClosed;
import io.medicaledu.payment.api.PaymentCommand.RecordCheckoutFailed;
import io.medicaledu.payment.api.PaymentCommand.RecordCheckoutOpened;
import io.medicaledu.payment.api.PaymentCommand.RecordDecline;
import io.medicaledu.payment.api.PaymentCommand.RecordProcessing;
import io.medicaledu.payment.api.PaymentCommand.StartPayment;
import io.medicaledu.payment.api.PaymentEvent.CaptureRequested;
import io.medicaledu.payment.api.PaymentEvent.CheckoutClosed;
import io.medicaledu.payment.api.PaymentEvent.CheckoutClosing;
import io.medicaledu.payment.api.PaymentEvent.CheckoutFailed;
import io.medicaledu.payment.api.PaymentEvent.CheckoutOpened;
import io.medicaledu.payment.api.PaymentEvent.PaymentCancelled;
import io.medicaledu.payment.api.PaymentEvent.PaymentCaptured;
import io.medicaledu.payment.api.PaymentEvent.PaymentDeclined;
import io.medicaledu.payment.api.PaymentEvent.PaymentFlagged;
import io.medicaledu.payment.api.PaymentEvent.PaymentProcessing;
import io.medicaledu.payment.api.PaymentEvent.PaymentStarted;
import io.medicaledu.payment.api.PaymentEvent.RefundRequested;
import io.medicaledu.payment.api.PaymentEvent.SurplusCaptured;
import io.medicaledu.payment.api.PaymentProvider;
import io.medicaledu.shared.Ids;
import io.medicaledu.shared.Money;
import io.medicaledu.shared.Problem;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateMember;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;

/**
 * One attempt to pay for a booking, and its refunds. What the provider reports may come twice, late and in any order;
 * the state after it is the same. {@link PaymentBalance} guards that refunds never exceed what was captured.
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
    private boolean cancelled;
    private boolean checkoutOver;
    private boolean processing;
    private boolean capturing;
    private int captureAttempts;
    private @Nullable String lastDecline;

    @AggregateMember
    private final PaymentBalance balance = new PaymentBalance();

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
    void handle(RecordProcessing command) {
        if (!processing && !balance.isPaid()) {
            apply(new PaymentProcessing(paymentId, bookingId, command.providerTransactionId()));
        }
    }

    /** An order that nobody should pay any more is never captured, so there is nothing to give back. */
    @CommandHandler
    void handle(RecordApproval command) {
        if (!cancelled && !balance.isPaid() && !capturing) {
            apply(new CaptureRequested(
                    paymentId, bookingId, provider, command.providerSessionId(), captureAttempts + 1));
        }
    }

    @CommandHandler
    void handle(RecordCapture command) {
        if (balance.knows(command.providerTransactionId())) {
            return;
        }
        if (balance.isPaid()) {
            giveBackSurplus(command);
        } else if (!command.captured().equals(amount)) {
            apply(new PaymentFlagged(
                    paymentId,
                    bookingId,
                    command.providerTransactionId(),
                    amount,
                    command.captured(),
                    "amount-differs",
                    provider));
        } else {
            apply(new PaymentCaptured(
                    paymentId,
                    bookingId,
                    userId,
                    command.providerTransactionId(),
                    command.captured(),
                    command.capturedAt(),
                    provider));
        }
    }

    private void giveBackSurplus(RecordCapture command) {
        String transaction = command.providerTransactionId();
        apply(new SurplusCaptured(
                paymentId, bookingId, userId, provider, transaction, command.captured(), command.capturedAt()));
        apply(new RefundRequested(
                paymentId,
                bookingId,
                Ids.surplusRefund(paymentId, transaction),
                userId,
                provider,
                transaction,
                command.captured(),
                "Paid twice"));
    }

    /** The provider reports one decline by several events; a repeated one of the same kind says nothing new. */
    @CommandHandler
    void handle(RecordDecline command) {
        boolean isNews = capturing || !command.declineCode().equals(lastDecline);
        if (!balance.isPaid() && !cancelled && isNews) {
            apply(new PaymentDeclined(paymentId, bookingId, command.declineCode()));
        }
    }

    @CommandHandler
    void handle(CancelPayment command) {
        boolean neverOpened = checkoutOver && providerSessionId == null;
        if (cancelled || neverOpened || balance.isPaid()) {
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

    /**
     * Gives money back; repeated with the same id it changes nothing.
     *
     * @throws Problem {@code refund-exceeds-captured}, {@code refund-currency}, {@code refund-amount}
     */
    public void refund(UUID refundId, Money refund, String reason) {
        balance.refund(refundId, refund, reason);
    }

    /** As {@link #refund}, for what is owed in any case: never refuses, and waits for the end of a dispute. */
    public GivenBack giveBack(UUID refundId, Money owed, String reason) {
        return balance.giveBack(refundId, owed, reason);
    }

    /**
     * What has become of an amount that is owed.
     *
     * @param now what is being refunded
     * @param withheld what disputes hold or have taken of the rest; it follows if they give it back
     */
    public record GivenBack(Money now, Money withheld) {

        static GivenBack nothing(String currency) {
            return new GivenBack(Money.zero(currency), Money.zero(currency));
        }
    }

    /** What was captured for the booking and has not been asked back, disputes aside. May be negative. */
    public Money notRefunded() {
        return balance.notRefunded();
    }

    PaymentProvider provider() {
        return provider;
    }

    /** The refund, if the provider has not told its result yet. */
    public Optional<OpenRefund> openRefund(UUID refundId) {
        return balance.openRefund(refundId);
    }

    /** A refund whose result is not known yet. */
    public record OpenRefund(
            PaymentProvider provider, String providerTransactionId, Money amount, Instant requestedAt) {}

    @EventSourcingHandler
    void on(PaymentStarted event) {
        paymentId = event.paymentId();
        bookingId = event.bookingId();
        userId = event.userId();
        amount = event.amount();
        provider = event.provider();
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
    void on(PaymentProcessing event) {
        processing = true;
    }

    @EventSourcingHandler
    void on(CaptureRequested event) {
        capturing = true;
        captureAttempts = event.attempt();
    }

    @EventSourcingHandler
    void on(PaymentDeclined event) {
        lastDecline = event.declineCode();
        capturing = false;
        processing = false;
    }

    @EventSourcingHandler
    void on(PaymentCancelled event) {
        cancelled = true;
    }

    @SuppressWarnings("NullAway.Init") // Axon's: filled by the events
    Payment() {}
}
