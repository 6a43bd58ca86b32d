package io.medicaledu.payment.reconciliation;

import io.medicaledu.payment.api.ReconciliationCommand.DismissDifference;
import io.medicaledu.payment.api.ReconciliationCommand.RepairDifference;
import io.medicaledu.payment.command.ProviderTransactions;
import io.medicaledu.payment.command.ProviderUnavailableException;
import io.medicaledu.shared.Problem;
import io.medicaledu.shared.ProblemCode;
import io.medicaledu.shared.command.Commands;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What people decide about differences. */
@Component
class Repairs {

    private final Differences differences;
    private final Books books;
    private final ProviderTransactions transactions;
    private final Commands commands;

    Repairs(Differences differences, Books books, ProviderTransactions transactions, Commands commands) {
        this.differences = differences;
        this.books = books;
        this.transactions = transactions;
        this.commands = commands;
    }

    /** @throws Problem see {@link RepairDifference}; {@code payment-provider-unavailable} if it has to be asked */
    Difference repair(UUID differenceId, @Nullable String note) {
        Difference difference = differences.get(differenceId);
        if (difference.needsAnswer()) {
            requireEnd(difference.finding());
        }
        commands.send(new RepairDifference(differenceId, note));
        return differences.get(differenceId);
    }

    /** @throws Problem see {@link DismissDifference} */
    Difference dismiss(UUID differenceId, String reason) {
        commands.send(new DismissDifference(differenceId, reason));
        return differences.get(differenceId);
    }

    /** @throws Problem {@code reconciliation-state} if both sides still differ */
    private void requireEnd(Finding finding) {
        ProviderBooks provider = books.of(finding.provider());
        Optional<Movement> there = find(provider, finding);
        Comparison now = new Comparison(
                finding.provider(),
                there.map(List::of).orElse(List.of()),
                transactions.findAll(finding.provider(), List.of(finding.reference())));
        now.of(finding.reference()).ifPresent(still -> {
            throw new Problem(
                    ProblemCode.RECONCILIATION_STATE,
                    finding.provider() + " was asked, and it is still " + still.kind()
                            + "; look into it, then dismiss it");
        });
    }

    private static Optional<Movement> find(ProviderBooks provider, Finding finding) {
        try {
            return provider.find(finding.transaction(), finding.reference());
        } catch (ProviderUnavailableException e) {
            throw new Problem(
                    ProblemCode.PAYMENT_PROVIDER_UNAVAILABLE, finding.provider() + " does not answer; try again later");
        }
    }
}
