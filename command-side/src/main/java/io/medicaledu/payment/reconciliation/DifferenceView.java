package io.medicaledu.payment.reconciliation;

import io.medicaledu.payment.api.DifferenceKind;
import io.medicaledu.payment.api.PaymentProvider;
import io.medicaledu.payment.api.RepairAction;
import io.medicaledu.payment.command.ProviderTransactions;
import io.medicaledu.shared.Money;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A difference as an admin sees it.
 *
 * @param transaction what differs
 * @param reference the provider's id of it
 * @param captureReference the provider's id of the captured payment that it is about
 * @param happenedAt when it was made there; if it is missing there, when it was recorded here
 * @param suggestedAction what a repair would do
 * @param advice the same in words
 */
record DifferenceView(
        UUID differenceId,
        PaymentProvider provider,
        DifferenceKind kind,
        ProviderTransactions.Kind transaction,

        @Schema(example = "pi_3MtwBwLkdIwHu7ix28a3tqPa") String reference,

        @Nullable String captureReference,
        @Nullable UUID paymentId,
        @Nullable UUID refundId,
        @Nullable Money amountThere,
        Movement.@Nullable State stateThere,
        @Nullable Money amountHere,
        ProviderTransactions.@Nullable State stateHere,

        @Schema(description = "The provider's words for a failed refund or a dispute") @Nullable
        String reason,

        Instant happenedAt,
        RepairAction suggestedAction,
        String advice,
        Difference.State state,
        Instant firstSeenAt,
        Instant lastSeenAt,
        @Nullable Instant closedAt,

        @Schema(description = "Who repaired or dismissed it") @Nullable
        String closedBy,

        @Nullable String note) {

    static DifferenceView of(Difference difference) {
        Finding finding = difference.finding();
        return new DifferenceView(
                difference.id(),
                finding.provider(),
                finding.kind(),
                finding.transaction(),
                finding.reference(),
                finding.captureReference(),
                finding.paymentId(),
                finding.refundId(),
                finding.amountThere(),
                finding.stateThere(),
                finding.amountHere(),
                finding.stateHere(),
                finding.reason(),
                finding.at(),
                finding.action(),
                advice(finding),
                difference.state(),
                difference.firstSeenAt(),
                difference.lastSeenAt(),
                difference.closedAt(),
                difference.closedBy(),
                difference.note());
    }

    private static String advice(Finding finding) {
        return switch (finding.action()) {
            case RecordCapture -> "Record the captured money. It confirms the booking, or is given back.";
            case RecordRefund -> "Record that the money was refunded.";
            case RecordRefundFailure -> "Record that the refund failed: the money is with us again, and still owed.";
            case RecordDispute -> "Record the dispute as it stands at the provider.";
            case AskProvider ->
                "Ask the provider once more. If it stays so, look whether it belongs to another account, then dismiss"
                        + " it with a reason.";
            case Investigate -> investigation(finding);
        };
    }

    private static String investigation(Finding finding) {
        return switch (finding.kind()) {
            case AmountDiffers -> "Find out which amount is right, then dismiss it with a reason.";
            case MissingHere ->
                "It does not say to which payment it belongs. Look whether the account is used for something else.";
            case MissingThere, StateDiffers ->
                "It cannot have gone this way. Look at it at the provider, then dismiss it with a reason.";
        };
    }
}
