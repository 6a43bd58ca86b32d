package io.medicaledu.ledger.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.medicaledu.ledger.api.LedgerAccount;
import io.medicaledu.shared.Money;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class LedgerTransactionTest {

    private final Money fifty = Money.of("50.00", "EUR");
    private final Money twenty = Money.of("20.00", "EUR");

    @Test
    void aMoveGivesToOneAccountWhatItTakesFromTheOther() {
        LedgerTransaction move = LedgerTransaction.move(fifty, LedgerAccount.BOOKINGS, LedgerAccount.STRIPE);

        assertThat(move.postings())
                .containsExactly(
                        new Posting(LedgerAccount.STRIPE, fifty),
                        new Posting(LedgerAccount.BOOKINGS, Money.of("-50.00", "EUR")));
    }

    @Test
    void twoMovesHaveOnePostingForEachAccount() {
        LedgerTransaction both = LedgerTransaction.move(fifty, LedgerAccount.DISPUTED, LedgerAccount.DISPUTE_LOSSES)
                .and(LedgerTransaction.move(twenty, LedgerAccount.DISPUTED, LedgerAccount.PAYPAL));

        assertThat(both.postings())
                .containsExactlyInAnyOrder(
                        new Posting(LedgerAccount.DISPUTED, Money.of("-70.00", "EUR")),
                        new Posting(LedgerAccount.DISPUTE_LOSSES, fifty),
                        new Posting(LedgerAccount.PAYPAL, twenty));
    }

    @Test
    void whatDoesNotAddUpToZeroIsRefused() {
        assertThatThrownBy(() -> new LedgerTransaction(List.of(
                        new Posting(LedgerAccount.STRIPE, fifty),
                        new Posting(LedgerAccount.BOOKINGS, Money.of("-49.99", "EUR")))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("0.01 EUR");
    }

    @Test
    void eachCurrencyHasToAddUpByItself() {
        assertThatThrownBy(() -> new LedgerTransaction(List.of(
                        new Posting(LedgerAccount.STRIPE, fifty),
                        new Posting(LedgerAccount.BOOKINGS, Money.of("-50.00", "USD")))))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whatMovesNothingIsRefused() {
        assertThatThrownBy(() -> new Posting(LedgerAccount.STRIPE, Money.zero("EUR")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new LedgerTransaction(List.of())).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void idsSortAsTheEntriesDo() {
        UUID id = LedgerBook.id(4_711, 2);

        assertThat(id.version()).isEqualTo(8);
        assertThat(id.variant()).isEqualTo(2);
        assertThat(List.of(
                        LedgerBook.id(9, 1).toString(),
                        LedgerBook.id(10, 1).toString(),
                        LedgerBook.id(10, 2).toString(),
                        LedgerBook.id(70_000, 1).toString()))
                .isSorted()
                .doesNotHaveDuplicates();
    }
}
