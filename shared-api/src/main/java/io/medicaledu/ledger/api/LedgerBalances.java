package io.medicaledu.ledger.api;

import io.medicaledu.shared.Money;
import java.util.List;

/**
 * What stands in the accounts.
 *
 * @param balances of each account and currency that has entries
 * @param sums over all accounts, one for each currency; each of them is zero
 */
public record LedgerBalances(List<Balance> balances, List<Money> sums) {

    /** @param entries how many there are */
    public record Balance(String account, Money amount, long entries) {}
}
