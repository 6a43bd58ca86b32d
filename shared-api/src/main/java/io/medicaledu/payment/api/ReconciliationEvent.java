package io.medicaledu.payment.api;

import io.medicaledu.shared.PersonalData;
import java.util.UUID;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/** What people decided about differences between a provider's books and ours; who did is in the metadata. */
public sealed interface ReconciliationEvent {

    /** The difference. */
    UUID differenceId();

    /**
     * Its action was carried out, in the same transaction.
     *
     * @param kind what differs
     * @param reference the provider's own id of the transaction
     * @param paymentId null if it is not known whose it is
     * @param action what was done
     * @param note what was said about it; null if nothing
     */
    @Revision("1")
    record ReconciliationDifferenceRepaired(
            UUID differenceId,
            PaymentProvider provider,
            DifferenceKind kind,
            String reference,
            @Nullable UUID paymentId,
            RepairAction action,
            @PersonalData @Nullable String note)
            implements ReconciliationEvent {}

    /**
     * It stays as it is, for a reason.
     *
     * @param kind what differs
     * @param reference the provider's own id of the transaction
     * @param paymentId null if it is not known whose it is
     * @param reason why, in the words of who decided
     */
    @Revision("1")
    record ReconciliationDifferenceDismissed(
            UUID differenceId,
            PaymentProvider provider,
            DifferenceKind kind,
            String reference,
            @Nullable UUID paymentId,
            @PersonalData String reason)
            implements ReconciliationEvent {}
}
