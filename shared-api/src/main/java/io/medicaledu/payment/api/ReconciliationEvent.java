package io.medicaledu.payment.api;

import java.util.UUID;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/** What people decided about differences between a provider's books and ours; who did is in the metadata. */
public sealed interface ReconciliationEvent {

    UUID differenceId();

    /**
     * Its action was carried out, in the same transaction.
     *
     * @param reference the provider's own id of the transaction
     * @param paymentId null if it is not known whose it is
     */
    @Revision("1")
    record ReconciliationDifferenceRepaired(
            UUID differenceId,
            PaymentProvider provider,
            DifferenceKind kind,
            String reference,
            @Nullable UUID paymentId,
            RepairAction action,
            @Nullable String note)
            implements ReconciliationEvent {}

    /**
     * It stays as it is, for a reason.
     *
     * @param reference the provider's own id of the transaction
     * @param paymentId null if it is not known whose it is
     */
    @Revision("1")
    record ReconciliationDifferenceDismissed(
            UUID differenceId,
            PaymentProvider provider,
            DifferenceKind kind,
            String reference,
            @Nullable UUID paymentId,
            String reason)
            implements ReconciliationEvent {}
}
