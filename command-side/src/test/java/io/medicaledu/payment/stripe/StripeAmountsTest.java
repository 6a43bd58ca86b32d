package io.medicaledu.payment.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.medicaledu.shared.Money;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StripeAmountsTest {

    @ParameterizedTest
    @CsvSource({
        "120.00, USD, 12000",
        "12000, JPY, 12000",
        "5000, KRW, 5000",
        "4.500, KWD, 4500",
        "500, ISK, 50000",
        "500, UGX, 50000",
        "1200.00, HUF, 120000",
        "300.00, TWD, 30000",
        "7000.00, MGA, 7000"
    })
    void isWrittenAsStripeWritesIt(String amount, String currency, long expected) {
        Money money = Money.of(amount, currency);

        assertThat(StripeAmounts.of(money)).isEqualTo(expected);
        assertThat(StripeAmounts.money(expected, currency.toLowerCase(Locale.ROOT)))
                .isEqualTo(money);
    }

    @ParameterizedTest
    @CsvSource({"4.505, KWD", "1.001, BHD", "70.50, MGA"})
    void whatStripeCannotChargeIsTold(String amount, String currency) {
        Money money = Money.of(amount, currency);

        assertThat(StripeAmounts.canCharge(money)).isFalse();
        assertThatIllegalArgumentException().isThrownBy(() -> StripeAmounts.of(money));
    }

    @Test
    void aPartOfACurrencyWithoutPartsIsNoAmount() {
        assertThatIllegalArgumentException().isThrownBy(() -> StripeAmounts.money(50_050, "isk"));
    }
}
