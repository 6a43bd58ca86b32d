package io.medicaledu.ledger.query;

import io.medicaledu.ledger.api.LedgerAccount;
import io.medicaledu.shared.Money;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * All that one event does to the money. There is none that does not add up to zero in each currency.
 *
 * @throws IllegalArgumentException if there are no postings, or they do not add up to zero
 */
record LedgerTransaction(List<Posting> postings) {

    LedgerTransaction {
        postings = List.copyOf(postings);
        if (postings.isEmpty()) {
            throw new IllegalArgumentException("A transaction needs postings");
        }
        Map<String, Money> sums = new TreeMap<>();
        postings.forEach(posting -> sums.merge(posting.amount().currency(), posting.amount(), Money::plus));
        sums.values().forEach(sum -> {
            if (!sum.isZero()) {
                throw new IllegalArgumentException("The postings leave " + sum + " over");
            }
        });
    }

    /** Moves an amount from one account to another. */
    static LedgerTransaction move(Money amount, LedgerAccount from, LedgerAccount to) {
        return new LedgerTransaction(List.of(
                new Posting(to, amount),
                new Posting(from, Money.zero(amount.currency()).minus(amount))));
    }

    /** Both as one, with one posting for each account and currency. */
    LedgerTransaction and(LedgerTransaction other) {
        Map<LedgerAccount, Map<String, Money>> sums = new TreeMap<>();
        Stream.concat(postings.stream(), other.postings.stream())
                .forEach(posting -> sums.computeIfAbsent(posting.account(), account -> new TreeMap<>())
                        .merge(posting.amount().currency(), posting.amount(), Money::plus));
        return new LedgerTransaction(sums.entrySet().stream()
                .flatMap(account -> account.getValue().values().stream()
                        .filter(amount -> !amount.isZero())
                        .map(amount -> new Posting(account.getKey(), amount)))
                .toList());
    }
}
