package io.medicaledu.sandbox.stripe;

import java.math.BigDecimal;
import java.util.Currency;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Currencies as Stripe counts them (https://docs.stripe.com/currencies#zero-decimal). That differs from ISO 4217 here and
 * there: ISK and UGX have two decimals at Stripe, which must be zeros; MGA has none. HUF and TWD are special for payouts
 * only; charges have two decimals.
 */
public final class StripeCurrency {

    private static final Set<String> ZERO_DECIMALS = Set.of(
            "bif", "clp", "djf", "gnf", "jpy", "kmf", "krw", "mga", "pyg", "rwf", "vnd", "vuv", "xaf", "xof", "xpf");
    private static final Set<String> THREE_DECIMALS = Set.of("bhd", "jod", "kwd", "omr", "tnd");
    private static final Set<String> WHOLE_UNITS = Set.of("isk", "ugx");

    /** Smallest charges, in minor units (https://docs.stripe.com/currencies#minimum-and-maximum-charge-amounts). */
    private static final Map<String, Long> SMALLEST = Map.ofEntries(
            Map.entry("usd", 50L),
            Map.entry("aed", 200L),
            Map.entry("aud", 50L),
            Map.entry("bgn", 100L),
            Map.entry("brl", 50L),
            Map.entry("cad", 50L),
            Map.entry("chf", 50L),
            Map.entry("czk", 1_500L),
            Map.entry("dkk", 250L),
            Map.entry("eur", 50L),
            Map.entry("gbp", 30L),
            Map.entry("hkd", 400L),
            Map.entry("huf", 17_500L),
            Map.entry("inr", 50L),
            Map.entry("jpy", 50L),
            Map.entry("mxn", 1_000L),
            Map.entry("myr", 200L),
            Map.entry("nok", 300L),
            Map.entry("nzd", 50L),
            Map.entry("pln", 200L),
            Map.entry("ron", 200L),
            Map.entry("sek", 300L),
            Map.entry("sgd", 50L),
            Map.entry("thb", 1_000L));

    private static final long LARGEST = 99_999_999;
    private static final long LARGEST_IDR = 999_999_999_999L;
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

    /** The largest amount, in minor units: eight digits, of IDR twelve. */
    static long largest(String code) {
        return code.equals("idr") ? LARGEST_IDR : LARGEST;
    }

    /** @throws StripeException if it is less than Stripe charges in a currency whose minimum it documents */
    static void requireChargeable(long minorUnits, String code) {
        long smallest = SMALLEST.getOrDefault(code, 1L);
        if (minorUnits < smallest) {
            throw StripeException.invalid(
                    "amount_too_small",
                    null,
                    "The Checkout Session's total amount due must add up to at least " + format(smallest, code) + ".");
        }
    }

    /** @throws StripeException if the last digits have to be zeros, and are not */
    static void requireWholeSteps(String param, long minorUnits, String code) {
        long step = step(code);
        if (minorUnits % step != 0) {
            throw StripeException.invalid(
                    "invalid_charge_amount",
                    param,
                    "Invalid amount: amounts in " + code + " must be evenly divisible by " + step + ".");
        }
    }

    private static long step(String code) {
        if (THREE_DECIMALS.contains(code)) {
            return 10;
        }
        return WHOLE_UNITS.contains(code) ? 100 : 1;
    }
}
