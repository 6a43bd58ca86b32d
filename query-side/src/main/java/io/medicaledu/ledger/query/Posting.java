package io.medicaledu.ledger.query;

import io.medicaledu.ledger.api.LedgerAccount;
import io.medicaledu.shared.Money;

/**
 * What one account gains (positive) or gives (negative).
 *
 * @throws IllegalArgumentException if nothing moves
 */
record Posting(LedgerAccount account, Money amount) {

    Posting {
        if (amount.isZero()) {
            throw new IllegalArgumentException("A posting to " + account.code() + " moves nothing");
        }
    }
}
