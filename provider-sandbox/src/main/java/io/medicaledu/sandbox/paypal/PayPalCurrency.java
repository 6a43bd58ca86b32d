package io.medicaledu.sandbox.paypal;

import java.util.Currency;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Currencies that PayPal takes and how it counts them (https://developer.paypal.com/api/rest/reference/currency-codes/).
 * That differs from ISO 4217: HUF and TWD have no decimals here.
 */
final class PayPalCurrency {

    private static final Set<String> SUPPORTED = Set.of(
            "AUD", "BRL", "CAD", "CHF", "CNY", "CZK", "DKK", "EUR", "GBP", "HKD", "HUF", "ILS", "JPY", "MXN", "MYR",
            "NOK", "NZD", "PHP", "PLN", "SEK", "SGD", "THB", "TWD", "USD");
    private static final Set<String> WITHOUT_DECIMALS = Set.of("HUF", "JPY", "TWD");
    private static final Set<String> ISO = Currency.getAvailableCurrencies().stream()
            .map(Currency::getCurrencyCode)
            .collect(Collectors.toUnmodifiableSet());

    private PayPalCurrency() {}

    static boolean exists(String code) {
        return ISO.contains(code);
    }

    static boolean isSupported(String code) {
        return SUPPORTED.contains(code);
    }

    static int decimals(String code) {
        return WITHOUT_DECIMALS.contains(code) ? 0 : 2;
    }
}
