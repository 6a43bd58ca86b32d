package io.medicaledu.payment.reconciliation;

import io.medicaledu.payment.api.DifferenceKind;
import io.medicaledu.payment.api.PaymentProvider;
import io.medicaledu.payment.api.RepairAction;
import io.medicaledu.payment.command.ProviderTransactions;
import io.medicaledu.payment.command.ProviderTransactions.Kind;
import io.medicaledu.payment.command.ProviderTransactions.Transaction;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A provider's transactions beside ours, matched by the provider's ids. Times say only what is judged: what the provider
 * made within a period may be recorded here after its end, and what was recorded within it may have been made before it.
 */
final class Comparison {

    private final PaymentProvider provider;
    private final Map<String, Movement> theirs = new LinkedHashMap<>();
    private final Map<String, Transaction> ours = new LinkedHashMap<>();

    /**
     * @param theirs those of the period, and others that may help to match
     * @param ours those recorded within the period, and all that have a reference of theirs
     */
    Comparison(PaymentProvider provider, Collection<Movement> theirs, Collection<Transaction> ours) {
        this.provider = provider;
        theirs.forEach(this::add);
        ours.forEach(this::add);
    }

    void add(Movement movement) {
        theirs.put(movement.reference(), movement);
    }

    void add(Transaction transaction) {
        ours.put(transaction.reference(), transaction);
    }

    boolean hasTheirs(String reference) {
        return theirs.containsKey(reference);
    }

    /** What differs in transactions that were made there, or recorded here, within the period. */
    List<Finding> within(Period period) {
        Stream<String> there = theirs.values().stream()
                .filter(movement -> period.contains(movement.at()))
                .map(Movement::reference);
        Stream<String> here = ours.values().stream()
                .filter(transaction -> period.contains(transaction.recordedAt()))
                .map(Transaction::reference);
        return Stream.concat(there, here)
                .distinct()
                .map(this::of)
                .flatMap(Optional::stream)
                .toList();
    }

    /** What differs in one transaction; empty if it is the same on both sides, or on neither. */
    Optional<Finding> of(String reference) {
        Movement movement = theirs.get(reference);
        Transaction transaction = ours.get(reference);
        if (movement == null) {
            return transaction == null ? Optional.empty() : missingThere(transaction);
        }
        return transaction == null ? missingHere(movement) : differing(movement, transaction);
    }

    /** What moved nothing, or gave it back, need not be there. */
    private Optional<Finding> missingThere(Transaction transaction) {
        return transaction.state() == ProviderTransactions.State.Failed
                ? Optional.empty()
                : Optional.of(finding(DifferenceKind.MissingThere, null, transaction, RepairAction.AskProvider));
    }

    private Optional<Finding> missingHere(Movement movement) {
        return switch (movement.kind()) {
            case Capture ->
                movement.state() == Movement.State.Succeeded
                        ? Optional.of(missingHere(movement, RepairAction.RecordCapture))
                        : Optional.empty();
            case Dispute -> Optional.of(missingHere(movement, RepairAction.RecordDispute));
            case Refund -> missingRefund(movement);
        };
    }

    /** One that was asked for here and failed there is still open here; others that failed moved nothing. */
    private Optional<Finding> missingRefund(Movement movement) {
        return switch (movement.state()) {
            case Succeeded -> Optional.of(missingHere(movement, RepairAction.RecordRefund));
            case Failed, Lost ->
                movement.refundId() == null
                        ? Optional.empty()
                        : Optional.of(finding(
                                DifferenceKind.StateDiffers,
                                movement,
                                null,
                                paymentOf(movement) == null
                                        ? RepairAction.Investigate
                                        : RepairAction.RecordRefundFailure));
            case Pending -> Optional.empty();
        };
    }

    private Finding missingHere(Movement movement, RepairAction action) {
        return finding(
                DifferenceKind.MissingHere,
                movement,
                null,
                paymentOf(movement) == null ? RepairAction.Investigate : action);
    }

    private Optional<Finding> differing(Movement movement, Transaction transaction) {
        if (movement.kind() == Kind.Dispute) {
            return differing(movement, transaction, movement.amount().equals(transaction.amount()) || isWon(movement));
        }
        if (!movement.amount().equals(transaction.amount())) {
            return Optional.of(finding(DifferenceKind.AmountDiffers, movement, transaction, RepairAction.Investigate));
        }
        return movement.state().name().equals(transaction.state().name())
                ? Optional.empty()
                : Optional.of(
                        finding(DifferenceKind.StateDiffers, movement, transaction, repairOf(movement, transaction)));
    }

    /** Its amount is what is lost once it is lost, so the states come first; of one that is won no money is left to tell. */
    private Optional<Finding> differing(Movement movement, Transaction transaction, boolean isSameAmount) {
        if (!movement.state().name().equals(transaction.state().name())) {
            return Optional.of(
                    finding(DifferenceKind.StateDiffers, movement, transaction, repairOf(movement, transaction)));
        }
        RepairAction repair =
                movement.state() == Movement.State.Lost ? RepairAction.RecordDispute : RepairAction.Investigate;
        return isSameAmount
                ? Optional.empty()
                : Optional.of(finding(DifferenceKind.AmountDiffers, movement, transaction, repair));
    }

    private static boolean isWon(Movement dispute) {
        return dispute.state() == Movement.State.Failed;
    }

    /** A dispute that was won may be opened again, and lost: what a loss costs can always be told. */
    private static RepairAction repairOf(Movement movement, Transaction transaction) {
        if (movement.state() == Movement.State.Pending) {
            return RepairAction.AskProvider;
        }
        boolean newer = transaction.state() == ProviderTransactions.State.Succeeded;
        return switch (movement.kind()) {
            case Refund -> newer ? RepairAction.RecordRefundFailure : RepairAction.Investigate;
            case Dispute ->
                newer || movement.state() == Movement.State.Lost
                        ? RepairAction.RecordDispute
                        : RepairAction.Investigate;
            case Capture -> RepairAction.Investigate;
        };
    }

    /** As we know it by the captured payment; else as the provider says, on it or on the captured payment. */
    private @Nullable UUID paymentOf(Movement movement) {
        String capture = movement.captureReference();
        Transaction known = capture == null ? null : ours.get(capture);
        if (known != null) {
            return known.paymentId();
        }
        Movement captured = capture == null ? null : theirs.get(capture);
        return movement.paymentId() != null || captured == null ? movement.paymentId() : captured.paymentId();
    }

    private Finding finding(
            DifferenceKind kind, @Nullable Movement movement, @Nullable Transaction transaction, RepairAction action) {
        if (movement == null) {
            Transaction here = Objects.requireNonNull(transaction);
            return new Finding(
                    provider,
                    kind,
                    here.kind(),
                    here.reference(),
                    null,
                    here.paymentId(),
                    here.refundId(),
                    null,
                    null,
                    here.amount(),
                    here.state(),
                    null,
                    here.recordedAt(),
                    action);
        }
        return new Finding(
                provider,
                kind,
                movement.kind(),
                movement.reference(),
                movement.captureReference(),
                transaction == null ? paymentOf(movement) : transaction.paymentId(),
                transaction == null || transaction.refundId() == null ? movement.refundId() : transaction.refundId(),
                movement.amount(),
                movement.state(),
                transaction == null ? null : transaction.amount(),
                transaction == null ? null : transaction.state(),
                movement.reason(),
                movement.at(),
                action);
    }
}
