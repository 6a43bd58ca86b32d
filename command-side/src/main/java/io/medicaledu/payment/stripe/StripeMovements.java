package io.medicaledu.payment.stripe;

import com.stripe.model.Charge;
import com.stripe.model.Dispute;
import com.stripe.model.PaymentIntent;
import com.stripe.model.Refund;
import io.medicaledu.payment.command.ProviderTransactions.Kind;
import io.medicaledu.payment.reconciliation.Movement;
import io.medicaledu.payment.reconciliation.Movement.State;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Stripe's objects as movements of money. A captured payment goes by the id of its Payment Intent, as in webhooks; its
 * metadata is copied to the charge when it is made (https://docs.stripe.com/metadata).
 */
final class StripeMovements {

    private StripeMovements() {}

    /** Empty for a charge that was declined, or only authorized: another one may follow. */
    static Optional<Movement> capture(Charge charge) {
        State state = stateOf(charge);
        String intent = charge.getPaymentIntent();
        String reference = intent == null ? charge.getId() : intent;
        if (state == State.Failed) {
            return Optional.empty();
        }
        long amount = state == State.Succeeded ? charge.getAmountCaptured() : charge.getAmount();
        return Optional.of(new Movement(
                Kind.Capture,
                reference,
                reference,
                id(charge.getMetadata(), StripeGateway.PAYMENT_ID),
                null,
                StripeAmounts.money(amount, charge.getCurrency()),
                state,
                null,
                Instant.ofEpochSecond(charge.getCreated())));
    }

    private static State stateOf(Charge charge) {
        return switch (String.valueOf(charge.getStatus())) {
            case "succeeded" -> Boolean.TRUE.equals(charge.getCaptured()) ? State.Succeeded : State.Failed;
            case "pending" -> State.Pending;
            default -> State.Failed;
        };
    }

    /** A payment that has brought nothing. */
    static Movement unpaid(PaymentIntent intent) {
        return new Movement(
                Kind.Capture,
                intent.getId(),
                intent.getId(),
                id(intent.getMetadata(), StripeGateway.PAYMENT_ID),
                null,
                StripeAmounts.money(intent.getAmount(), intent.getCurrency()),
                "processing".equals(intent.getStatus()) ? State.Pending : State.Failed,
                null,
                Instant.ofEpochSecond(intent.getCreated()));
    }

    static Movement refund(Refund refund) {
        String intent = refund.getPaymentIntent();
        return new Movement(
                Kind.Refund,
                refund.getId(),
                intent == null ? refund.getCharge() : intent,
                id(refund.getMetadata(), StripeGateway.PAYMENT_ID),
                id(refund.getMetadata(), StripeGateway.REFUND_ID),
                StripeAmounts.money(refund.getAmount(), refund.getCurrency()),
                stateOf(refund),
                refund.getFailureReason(),
                Instant.ofEpochSecond(refund.getCreated()));
    }

    private static State stateOf(Refund refund) {
        return switch (String.valueOf(refund.getStatus())) {
            case "succeeded" -> State.Succeeded;
            case "failed", "canceled" -> State.Failed;
            default -> State.Pending;
        };
    }

    /** Empty for an inquiry ({@code warning_…}) and for what was prevented, unless they have moved money. */
    static Optional<Movement> dispute(Dispute dispute) {
        return dispute(dispute, false);
    }

    /** One that is known here was won if it has ended without moving money. */
    static Optional<Movement> knownDispute(Dispute dispute) {
        return dispute(dispute, true);
    }

    private static Optional<Movement> dispute(Dispute dispute, boolean isKnown) {
        String intent = dispute.getPaymentIntent();
        return StripeDispute.of(dispute, isKnown)
                .map(told -> new Movement(
                        Kind.Dispute,
                        dispute.getId(),
                        intent == null ? dispute.getCharge() : intent,
                        id(dispute.getMetadata(), StripeGateway.PAYMENT_ID),
                        null,
                        told.amountAtStake(),
                        switch (told.state()) {
                            case Open -> State.Succeeded;
                            case Won -> State.Failed;
                            case Lost -> State.Lost;
                        },
                        dispute.getReason(),
                        Instant.ofEpochSecond(dispute.getCreated())));
    }

    private static @Nullable UUID id(@Nullable Map<String, String> metadata, String key) {
        String value = metadata == null ? null : metadata.get(key);
        try {
            return value == null ? null : UUID.fromString(value);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
