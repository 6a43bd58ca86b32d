package io.medicaledu.receipt.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.medicaledu.shared.Money;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TaxLineTest {

    @ParameterizedTest
    @CsvSource({
        "119.00, EUR, 19, 19.00",
        "45.00, USD, 0, 0.00",
        "45.00, EUR, 19, 7.18",
        "12000, JPY, 10, 1091",
        "1.250, KWD, 5, 0.060",
        "100.00, CHF, 8.1, 7.49",
        "0.03, EUR, 20, 0.01",
        "10.00, EUR, 100, 5.00",
        "9999999999.99, EUR, 19, 1596638655.46"
    })
    void theTaxIsInTheAmountAndRoundedOnceHalvesUp(String amount, String currency, String rate, String tax) {
        TaxLine line = TaxLine.included("VAT", rate, Money.of(amount, currency));

        assertThat(line.tax()).isEqualTo(Money.of(tax, currency));
        assertThat(line.net().plus(line.tax())).isEqualTo(Money.of(amount, currency));
    }

    @Test
    void theTaxesOfAllPartsAreTheTaxOfTheWhole() {
        Money whole = Money.of("45.00", "EUR");
        Money given = Money.zero("EUR");
        Money taxes = Money.zero("EUR");
        for (String part : List.of("0.01", "14.99", "0.02", "7.49", "22.49")) {
            TaxLine line = TaxLine.includedInPart("VAT", "19", given, taxes, Money.of(part, "EUR"));
            given = given.plus(Money.of(part, "EUR"));
            taxes = taxes.plus(line.tax());
            assertThat(line.net().plus(line.tax())).isEqualTo(Money.of(part, "EUR"));
        }

        assertThat(given).isEqualTo(whole);
        assertThat(taxes).isEqualTo(TaxLine.included("VAT", "19", whole).tax());
    }
}
