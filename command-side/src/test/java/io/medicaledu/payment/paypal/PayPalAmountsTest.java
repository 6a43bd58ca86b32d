package io.medicaledu.payment.paypal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.medicaledu.shared.Money;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class PayPalAmountsTest {

    @ParameterizedTest
    @CsvSource({
        "4500, EUR, 45.00",
        "5, USD, 0.05",
        "12000, JPY, 12000",
        "450000, HUF, 4500",
        "450000, TWD, 4500",
        "120, CZK, 1.20"
    })
    void amountsGoThereAndComeBack(long minorUnits, String currency, String value) {
        Money money = new Money(minorUnits, currency);

        Map<String, String> written = PayPalAmounts.of(money);

        assertThat(written).isEqualTo(Map.of("currency_code", currency, "value", value));
        JsonNode json = JsonMapper.shared().valueToTree(written);
        assertThat(PayPalAmounts.money(json)).isEqualTo(money);
    }

    @ParameterizedTest
    @CsvSource({"450050, HUF", "1, TWD", "4500, INR", "1000, KWD", "100, RUB"})
    void whatPayPalCannotChargeIsKnown(long minorUnits, String currency) {
        Money money = new Money(minorUnits, currency);

        assertThat(PayPalAmounts.canCharge(money)).isFalse();
        assertThatIllegalArgumentException().isThrownBy(() -> PayPalAmounts.of(money));
    }

    @Test
    void whatIsNoAmountIsRefused() {
        JsonNode nothing = JsonMapper.shared().createObjectNode();

        assertThatIllegalArgumentException().isThrownBy(() -> PayPalAmounts.money(nothing));
    }
}
