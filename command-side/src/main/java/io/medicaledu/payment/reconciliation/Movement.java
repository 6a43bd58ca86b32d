package io.medicaledu.payment.reconciliation;

import io.medicaledu.payment.command.ProviderTransactions;
import io.medicaledu.shared.Money;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One transaction as a provider's books show it now. An attempt to pay that brought nothing is none.
 *
 * @param reference the provider's own id, the same that webhooks and calls tell
 * @param captureReference the provider's id of the captured payment that a refund or a dispute is about; of a capture
 *     its own
 * @param paymentId our id of the payment, if the provider keeps it with this transaction
 * @param refundId our id of the refund, if it was asked for here
 * @param amount never negative; of a dispute what is disputed, once it is lost what was lost
 * @param reason why a refund failed or a payment is disputed, in the provider's words
 * @param at when it was made at the provider
 */
public record Movement(
        ProviderTransactions.Kind kind,
        String reference,
        @Nullable String captureReference,
        @Nullable UUID paymentId,
        @Nullable UUID refundId,
        Money amount,
        State state,
        @Nullable String reason,
        Instant at) {

    /** How it stands at the provider. */
    public enum State {
        /** Nothing has moved yet. */
        Pending,
        /** The money has moved; of a dispute: the provider holds it back. */
        Succeeded,
        /** It has not moved, or has come back; of a dispute: it was won. */
        Failed,
        /** A dispute that was lost, in whole or in part. */
        Lost
    }
}
