package io.medicaledu.payment.stripe;

import io.medicaledu.shared.Money;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The least and the most that Stripe charges at once
 * (https://docs.stripe.com/currencies#minimum-and-maximum-charge-amounts). For currencies without a documented minimum it
 * depends on the account's own currency; then Stripe decides when the checkout is opened.
 */
final class StripeLimits {

    private static final Map<String, Money> LEAST = Stream.of(
                    Money.of("0.50", "USD"),
                    Money.of("2.00", "AED"),
                    Money.of("0.50", "AUD"),
                    Money.of("1.00", "BGN"),
                    Money.of("0.50", "BRL"),
                    Money.of("0.50", "CAD"),
                    Money.of("0.50", "CHF"),
                    Money.of("15.00", "CZK"),
                    Money.of("2.50", "DKK"),
                    Money.of("0.50", "EUR"),
                    Money.of("0.30", "GBP"),
                    Money.of("4.00", "HKD"),
                    Money.of("175.00", "HUF"),
                    Money.of("0.50", "INR"),
                    Money.of("50", "JPY"),
                    Money.of("10.00", "MXN"),
                    Money.of("2.00", "MYR"),
                    Money.of("3.00", "NOK"),
                    Money.of("0.50", "NZD"),
                    Money.of("2.00", "PLN"),
                    Money.of("2.00", "RON"),
                    Money.of("3.00", "SEK"),
                    Money.of("0.50", "SGD"),
                    Money.of("10.00", "THB"))
            .collect(Collectors.toUnmodifiableMap(Money::currency, Function.identity()));

    private static final long EIGHT_DIGITS = 99_999_999;
    private static final long TWELVE_DIGITS = 999_999_999_999L;

    private StripeLimits() {}

    static boolean allow(Money money) {
        Money least = LEAST.get(money.currency());
        if (!money.isPositive() || least != null && money.compareTo(least) < 0) {
            return false;
        }
        return StripeAmounts.roughly(money) <= (money.currency().equals("IDR") ? TWELVE_DIGITS : EIGHT_DIGITS);
    }
}
