package io.medicaledu.payment.reconciliation;

import io.medicaledu.payment.api.PaymentCommand;
import io.medicaledu.payment.api.ReconciliationCommand.DismissDifference;
import io.medicaledu.payment.api.ReconciliationCommand.RepairDifference;
import io.medicaledu.payment.api.ReconciliationEvent;
import io.medicaledu.payment.api.ReconciliationEvent.ReconciliationDifferenceDismissed;
import io.medicaledu.payment.api.ReconciliationEvent.ReconciliationDifferenceRepaired;
import io.medicaledu.payment.api.RepairAction;
import io.medicaledu.payment.command.Payment;
import io.medicaledu.payment.command.ProviderTransactions;
import io.medicaledu.shared.MetaDataKeys;
import io.medicaledu.shared.Problem;
import io.medicaledu.shared.ProblemCode;
import io.medicaledu.shared.command.Aggregates;
import java.util.Objects;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.messaging.annotation.MetaDataValue;
import org.axonframework.modelling.command.Aggregate;
import org.axonframework.modelling.command.Repository;
import org.springframework.stereotype.Component;

/** Repairs and dismisses differences: the payment's events, the decision and the table change in one transaction. */
@Component
class DecidingDifferences {

    private final Differences differences;
    private final ProviderTransactions transactions;
    private final Repository<Payment> payments;
    private final Repository<ReconciliationDifference> decisions;

    DecidingDifferences(
            Differences differences,
            ProviderTransactions transactions,
            Repository<Payment> paymentRepository,
            Repository<ReconciliationDifference> reconciliationDifferenceRepository) {
        this.differences = differences;
        this.transactions = transactions;
        this.payments = paymentRepository;
        this.decisions = reconciliationDifferenceRepository;
    }

    @CommandHandler
    void handle(RepairDifference command, @MetaDataValue(MetaDataKeys.ACTOR) String actor) throws Exception {
        Difference difference = differences.lock(command.differenceId());
        if (difference.state() == Difference.State.Repaired) {
            return;
        }
        requireOpen(difference);
        Finding finding = difference.finding();
        if (finding.action() != RepairAction.AskProvider) {
            carryOut(
                    finding,
                    RepairCommands.of(finding)
                            .orElseThrow(() -> refused(
                                    "Nothing can be done about it by itself; look into it, then" + " dismiss it")));
        }
        record(new ReconciliationDifferenceRepaired(
                difference.id(),
                finding.provider(),
                finding.kind(),
                finding.reference(),
                finding.paymentId(),
                finding.action(),
                command.note()));
        differences.close(difference.id(), Difference.State.Repaired, actor, command.note());
    }

    @CommandHandler
    void handle(DismissDifference command, @MetaDataValue(MetaDataKeys.ACTOR) String actor) throws Exception {
        Difference difference = differences.lock(command.differenceId());
        if (difference.state() == Difference.State.Dismissed) {
            return;
        }
        requireOpen(difference);
        Finding finding = difference.finding();
        record(new ReconciliationDifferenceDismissed(
                difference.id(),
                finding.provider(),
                finding.kind(),
                finding.reference(),
                finding.paymentId(),
                command.reason()));
        differences.close(difference.id(), Difference.State.Dismissed, actor, command.reason());
    }

    /** As a webhook would; one that has come meanwhile leaves nothing to record. */
    private void carryOut(Finding finding, PaymentCommand command) throws Exception {
        Aggregate<Payment> payment = load(command);
        Long before = payment.version();
        payment.handle(GenericCommandMessage.asCommandMessage(command));
        if (Objects.equals(before, payment.version()) && !isKnown(finding)) {
            throw refused("The payment's state leaves nothing to record; look into it, then dismiss it");
        }
    }

    private Aggregate<Payment> load(PaymentCommand command) {
        try {
            return Aggregates.load(payments, command.paymentId(), "payment");
        } catch (Problem problem) {
            throw refused("It names a payment that is not ours; look into it, then dismiss it");
        }
    }

    private boolean isKnown(Finding finding) {
        return transactions
                .find(finding.provider(), finding.reference())
                .filter(known -> known.state().name().equals(String.valueOf(finding.stateThere())))
                .isPresent();
    }

    private void record(ReconciliationEvent decision) throws Exception {
        decisions
                .loadOrCreate(decision.differenceId().toString(), ReconciliationDifference::new)
                .execute(difference -> difference.decide(decision));
    }

    private static void requireOpen(Difference difference) {
        if (!difference.isOpen()) {
            throw refused("The difference is " + difference.state() + " already");
        }
    }

    private static Problem refused(String detail) {
        return new Problem(ProblemCode.RECONCILIATION_STATE, detail);
    }
}
