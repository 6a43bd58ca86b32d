package io.medicaledu.payment.reconciliation;

import io.medicaledu.payment.api.DifferenceKind;
import io.medicaledu.payment.api.PaymentProvider;
import io.medicaledu.payment.api.RepairAction;
import io.medicaledu.payment.command.ProviderTransactions;
import io.medicaledu.shared.Ids;
import io.medicaledu.shared.Money;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One transaction in which the provider's books and ours differ.
 *
 * @param reference the provider's own id of the transaction
 * @param captureReference the provider's id of the captured payment that it is about
 * @param paymentId null if it is not known whose it is
 * @param refundId our id of a refund that was asked for here
 * @param reason the provider's words for a failed refund or a dispute
 * @param at when it was made there; if it is missing there, when it was recorded here
 */
record Finding(
        PaymentProvider provider,
        DifferenceKind kind,
        ProviderTransactions.Kind transaction,
        String reference,
        @Nullable String captureReference,
        @Nullable UUID paymentId,
        @Nullable UUID refundId,
        @Nullable Money amountThere,
        Movement.@Nullable State stateThere,
        @Nullable Money amountHere,
        ProviderTransactions.@Nullable State stateHere,
        @Nullable String reason,
        Instant at,
        RepairAction action) {

    /** The same for the same facts, so that a difference that stays is found again, and one that changes is another. */
    UUID id() {
        return Ids.derive(
                "reconciliation-difference",
                provider,
                transaction,
                reference,
                kind,
                String.valueOf(amountThere),
                String.valueOf(stateThere),
                String.valueOf(amountHere),
                String.valueOf(stateHere));
    }
}
