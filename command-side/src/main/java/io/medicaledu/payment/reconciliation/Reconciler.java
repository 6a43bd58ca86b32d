package io.medicaledu.payment.reconciliation;

import io.medicaledu.payment.api.DifferenceKind;
import io.medicaledu.payment.command.ProviderTransactions;
import io.medicaledu.payment.command.ProviderTransactions.Transaction;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Carries out a comparison. The provider is read first, outside of any transaction, and our books after it, so that what
 * is recorded meanwhile is no difference; what was found is stored in one transaction.
 */
@Component
class Reconciler {

    /** The provider's clock need not be ours. */
    private static final Duration TOLERANCE = Duration.ofHours(1);

    private static final int EARLIER = 1_000;

    private final Books books;
    private final ProviderTransactions transactions;
    private final Differences differences;
    private final Runs runs;
    private final ReconciliationProperties properties;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Reconciler(
            Books books,
            ProviderTransactions transactions,
            Differences differences,
            Runs runs,
            ReconciliationProperties properties,
            TransactionTemplate transaction,
            Clock clock) {
        this.books = books;
        this.transactions = transactions;
        this.differences = differences;
        this.runs = runs;
        this.properties = properties;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** @param gone earlier differences that are none any more */
    private record Outcome(
            Map<UUID, Finding> found, List<UUID> gone, int movements, int transactions, Instant readAt) {}

    /** @throws io.medicaledu.payment.command.ProviderUnavailableException if the provider does not answer */
    void carryOut(Run run) {
        ProviderBooks provider = books.of(run.provider());
        Period judged = new Period(run.from(), judgedUntil(run, provider));
        Outcome outcome = compare(provider, judged);
        transaction.executeWithoutResult(status -> {
            int opened = 0;
            for (Finding finding : outcome.found().values()) {
                opened += differences.found(run.id(), finding, outcome.readAt()) ? 1 : 0;
            }
            Run.Counts counts = new Run.Counts(
                    outcome.movements(),
                    outcome.transactions(),
                    outcome.found().size(),
                    opened,
                    differences.gone(outcome.gone()));
            if (!runs.succeed(run, judged.until(), counts)) {
                status.setRollbackOnly();
            }
        });
    }

    private Instant judgedUntil(Run run, ProviderBooks provider) {
        Duration age = provider.lag().compareTo(properties.settleTime()) > 0 ? provider.lag() : properties.settleTime();
        Instant settled = clock.instant().minus(age);
        Instant until = run.until().isBefore(settled) ? run.until() : settled;
        return until.isBefore(run.from()) ? run.from() : until;
    }

    private Outcome compare(ProviderBooks provider, Period judged) {
        List<Movement> theirs = judged.isEmpty()
                ? List.of()
                : provider.movements(
                        judged.from().minus(TOLERANCE), judged.until().plus(TOLERANCE));
        Instant readAt = clock.instant();
        List<Transaction> recorded = judged.isEmpty()
                ? List.of()
                : transactions.recorded(provider.provider(), judged.from(), judged.until());
        Comparison comparison = new Comparison(provider.provider(), theirs, recorded);
        transactions.findAll(provider.provider(), references(theirs)).forEach(comparison::add);

        askForMissing(provider, comparison, judged);
        Map<UUID, Finding> found = new LinkedHashMap<>();
        comparison.within(judged).forEach(finding -> found.put(finding.id(), finding));
        // A dispute is decided long after it was opened.
        for (Transaction dispute : transactions.openDisputes(provider.provider())) {
            ask(provider, comparison, dispute.kind(), dispute.reference(), found);
        }
        List<UUID> gone = new ArrayList<>();
        for (Difference earlier : differences.open(provider.provider(), EARLIER)) {
            if (!found.containsKey(earlier.id())) {
                ask(
                        provider,
                        comparison,
                        earlier.finding().transaction(),
                        earlier.finding().reference(),
                        found);
                if (!found.containsKey(earlier.id())) {
                    gone.add(earlier.id());
                }
            }
        }
        return new Outcome(found, gone, theirs.size(), recorded.size(), readAt);
    }

    private static Set<String> references(List<Movement> movements) {
        Set<String> references = new LinkedHashSet<>();
        movements.stream()
                .flatMap(movement -> Stream.of(movement.reference(), movement.captureReference()))
                .filter(Objects::nonNull)
                .forEach(references::add);
        return references;
    }

    /** What was recorded within the period may have been made long before it. */
    private static void askForMissing(ProviderBooks provider, Comparison comparison, Period judged) {
        comparison.within(judged).forEach(finding -> {
            if (finding.kind() == DifferenceKind.MissingThere) {
                provider.find(finding.transaction(), finding.reference()).ifPresent(comparison::add);
            }
            String capture = finding.captureReference();
            if (finding.paymentId() == null && capture != null && !comparison.hasTheirs(capture)) {
                provider.find(ProviderTransactions.Kind.Capture, capture).ifPresent(comparison::add);
            }
        });
    }

    /** Judges one transaction, whenever it was made. */
    private void ask(
            ProviderBooks provider,
            Comparison comparison,
            ProviderTransactions.Kind kind,
            String reference,
            Map<UUID, Finding> found) {
        if (!comparison.hasTheirs(reference)) {
            provider.find(kind, reference).ifPresent(comparison::add);
        }
        transactions.find(provider.provider(), reference).ifPresent(comparison::add);
        comparison.of(reference).ifPresent(finding -> found.put(finding.id(), finding));
    }
}
