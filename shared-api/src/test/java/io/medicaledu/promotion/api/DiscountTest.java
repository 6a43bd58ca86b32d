package io.medicaledu.promotion.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.medicaledu.shared.Money;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DiscountTest {

    @ParameterizedTest
    @CsvSource({
        "10, 45.00, USD, 4.50",
        "12.5, 45.00, USD, 5.63",
        "100, 9000, JPY, 9000",
        "33.33, 10.000, KWD, 3.333",
        "0.01, 0.49, USD, 0.00"
    })
    void aPercentageIsRoundedHalfUp(String percent, String price, String currency, String off) {
        Discount discount = Discount.of(DiscountType.Percentage, new BigDecimal(percent), null);

        assertThat(discount.off(Money.of(price, currency))).isEqualTo(Money.of(off, currency));
        assertThat(discount.decimal()).isEqualByComparingTo(percent);
    }

    @Test
    void aFixedAmountNeverTakesMoreThanThePrice() {
        Discount discount = Discount.of(DiscountType.FixedAmount, new BigDecimal("20"), "USD");

        assertThat(discount.off(Money.of("15.00", "USD"))).isEqualTo(Money.of("15.00", "USD"));
        assertThat(discount.off(Money.of("45.00", "USD"))).isEqualTo(Money.of("20.00", "USD"));
        assertThat(discount.fits("EUR")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "Percentage, 0, ",
        "Percentage, 100.01, ",
        "Percentage, 1.234, ",
        "FixedAmount, 5, ",
        "FixedAmount, 1.5, JPY"
    })
    void whatCannotBeIsRefused(DiscountType type, BigDecimal value, @Nullable String currency) {
        assertThatIllegalArgumentException().isThrownBy(() -> Discount.of(type, value, currency));
    }
}
