package io.medicaledu.payment.api;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What can be asked about a difference between a provider's books and ours. The caller is a person. */
public sealed interface ReconciliationCommand {

    UUID differenceId();

    /**
     * Carries out the action that is suggested for it; repeated, it changes nothing.
     *
     * @throws io.medicaledu.shared.Problem {@code reconciliation-state} if it is over already, or no action is known for
     *     it; what the payment refuses
     */
    record RepairDifference(UUID differenceId, @Nullable String note) implements ReconciliationCommand {}

    /**
     * Leaves it as it is, as somebody has looked into it; repeated, it changes nothing.
     *
     * @throws io.medicaledu.shared.Problem {@code reconciliation-state} if it is over already
     */
    record DismissDifference(UUID differenceId, String reason) implements ReconciliationCommand {}
}
