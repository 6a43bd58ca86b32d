package io.medicaledu.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MoneyTest {

    @ParameterizedTest
    @CsvSource({"120.00,USD,12000", "120,USD,12000", "120.5,EUR,12050", "12000,JPY,12000", "1.234,KWD,1234"})
    void readsAnAmountInTheCurrencysOwnDecimals(String amount, String currency, long minorUnits) {
        assertThat(Money.of(amount, currency)).isEqualTo(new Money(minorUnits, currency));
    }

    @ParameterizedTest
    @CsvSource({"12000,USD,120.00", "12000,JPY,12000", "1234,KWD,1.234", "5,EUR,0.05"})
    void writesAnAmountInTheCurrencysOwnDecimals(long minorUnits, String currency, String amount) {
        assertThat(new Money(minorUnits, currency).amount()).isEqualTo(amount);
    }

    @ParameterizedTest
    @CsvSource({
        "120.001,USD",
        "1.5,JPY",
        "1.2345,KWD",
        "1e3,USD",
        "abc,USD",
        "'',USD",
        "10.00,XXX",
        "1.0001,CLF",
        "10.00,usd",
        "10.00,ZZZ"
    })
    void refusesWhatIsNoAmountOfTheCurrency(String amount, String currency) {
        assertThatIllegalArgumentException().isThrownBy(() -> Money.of(amount, currency));
    }

    @Test
    void refusesToMixCurrencies() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Money.of("1.00", "USD").plus(Money.of("1.00", "EUR")));
    }

    @Test
    void roundsAShareHalfUp() {
        assertThat(new Money(45, "USD").percent(50)).isEqualTo(new Money(23, "USD"));
        assertThat(new Money(4500, "USD").percent(50)).isEqualTo(new Money(2250, "USD"));
    }
}
