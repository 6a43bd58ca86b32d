package io.medicaledu.payment.paypal;

import io.medicaledu.shared.Money;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * Amounts as PayPal writes them (https://developer.paypal.com/api/rest/reference/currency-codes/): decimal strings, in
 * some of the world's currencies, and with decimals that differ from ISO 4217.
 */
final class PayPalAmounts {

    /** BRL, CNY and MYR are for accounts in those countries only; PayPal refuses the order elsewhere. */
    private static final Set<String> SUPPORTED = Set.of(
            "AUD", "BRL", "CAD", "CHF", "CNY", "CZK", "DKK", "EUR", "GBP", "HKD", "HUF", "ILS", "JPY", "MXN", "MYR",
            "NOK", "NZD", "PHP", "PLN", "SEK", "SGD", "THB", "TWD", "USD");

    /** Without decimals at PayPal, with two in ISO 4217. */
    private static final Set<String> WITHOUT_DECIMALS = Set.of("HUF", "TWD");

    private static final long HUNDRED = 100;

    private PayPalAmounts() {}

    /** Whether PayPal can charge exactly this. */
    static boolean canCharge(Money money) {
        return SUPPORTED.contains(money.currency())
                && (!WITHOUT_DECIMALS.contains(money.currency()) || money.minorUnits() % HUNDRED == 0);
    }

    /**
     * The amount in PayPal's shape.
     *
     * @throws IllegalArgumentException if it cannot be charged
     */
    static Map<String, String> of(Money money) {
        if (!canCharge(money)) {
            throw new IllegalArgumentException("PayPal cannot charge " + money);
        }
        String value = WITHOUT_DECIMALS.contains(money.currency())
                ? String.valueOf(money.minorUnits() / HUNDRED)
                : money.amount();
        return Map.of("currency_code", money.currency(), "value", value);
    }

    /**
     * Reads an amount in PayPal's shape.
     *
     * @throws IllegalArgumentException if it is none
     */
    static Money money(JsonNode amount) {
        return Money.of(
                amount.path("value").asString(""), amount.path("currency_code").asString(""));
    }
}
