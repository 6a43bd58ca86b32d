package io.medicaledu.sandbox.stripe;

import java.math.BigDecimal;
import java.util.Currency;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Currencies as Stripe counts them (https://docs.stripe.com/currencies#zero-decimal). That differs from ISO 4217 here and
 * there, e.g. ISK has two decimals at Stripe.
 */
public final class StripeCurrency {

    private static final Set<String> ZERO_DECIMALS = Set.of(
            "bif", "clp", "djf", "gnf", "jpy", "kmf", "krw", "mga", "pyg", "rwf", "vnd", "vuv", "xaf", "xof", "xpf");
    private static final Set<String> THREE_DECIMALS = Set.of("bhd", "jod", "kwd", "omr", "tnd");
    private static final Set<String> ALL = Currency.getAvailableCurrencies().stream()
            .map(currency -> currency.getCurrencyCode().toLowerCase(Locale.ROOT))
            .collect(Collectors.toUnmodifiableSet());

    private StripeCurrency() {}

    /** The code in lower case, as Stripe writes it. */
    static String parse(String param, String code) {
        String lower = code.toLowerCase(Locale.ROOT);
        if (!ALL.contains(lower)) {
            throw StripeException.invalid(null, param, "Invalid currency: " + lower + ".");
        }
        return lower;
    }

    /** For people, e.g. {@code 120.00 USD}. */
    public static String format(long minorUnits, String code) {
        return BigDecimal.valueOf(minorUnits, decimals(code)).toPlainString() + " " + code.toUpperCase(Locale.ROOT);
    }

    private static int decimals(String code) {
        if (ZERO_DECIMALS.contains(code)) {
            return 0;
        }
        return THREE_DECIMALS.contains(code) ? 3 : 2;
    }
}
