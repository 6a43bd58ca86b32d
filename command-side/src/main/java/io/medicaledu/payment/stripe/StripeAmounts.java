package io.medicaledu.payment.stripe;

import io.medicaledu.shared.Money;
import java.util.Locale;
import java.util.Set;

/**
 * Amounts as Stripe writes them (https://docs.stripe.com/currencies): integers in the currency's smallest unit, with
 * exceptions that differ from ISO 4217.
 */
final class StripeAmounts {

    /** Without decimals at Stripe, with two in ISO 4217. */
    private static final Set<String> WITHOUT_DECIMALS = Set.of("MGA");

    /** Without decimals in ISO 4217, with two (always zeros) at Stripe. */
    private static final Set<String> WITH_TWO_ZEROS = Set.of("ISK", "UGX");

    /** Three decimals, of which the last has to be zero. */
    private static final Set<String> THREE_DECIMALS = Set.of("BHD", "JOD", "KWD", "OMR", "TND");

    private static final long HUNDRED = 100;

    private StripeAmounts() {}

    /** Whether Stripe can charge exactly this. */
    static boolean canCharge(Money money) {
        return StripeLimits.allow(money) && isInWholeSteps(money);
    }

    private static boolean isInWholeSteps(Money money) {
        if (WITHOUT_DECIMALS.contains(money.currency())) {
            return money.minorUnits() % HUNDRED == 0;
        }
        return !THREE_DECIMALS.contains(money.currency()) || money.minorUnits() % 10 == 0;
    }

    /**
     * As Stripe writes it; also what it would not charge, as a refund may be smaller than a charge.
     *
     * @throws IllegalArgumentException if Stripe cannot write it
     */
    static long of(Money money) {
        if (!isInWholeSteps(money)) {
            throw new IllegalArgumentException("Stripe has no amount of " + money);
        }
        return roughly(money);
    }

    /** In Stripe's smallest unit; without what is smaller than that. */
    static long roughly(Money money) {
        if (WITHOUT_DECIMALS.contains(money.currency())) {
            return money.minorUnits() / HUNDRED;
        }
        return WITH_TWO_ZEROS.contains(money.currency())
                ? Math.multiplyExact(money.minorUnits(), HUNDRED)
                : money.minorUnits();
    }

    /** @throws IllegalArgumentException if it is no amount of that currency */
    static Money money(long amount, String stripeCurrency) {
        String currency = stripeCurrency.toUpperCase(Locale.ROOT);
        if (WITHOUT_DECIMALS.contains(currency)) {
            return new Money(Math.multiplyExact(amount, HUNDRED), currency);
        }
        if (!WITH_TWO_ZEROS.contains(currency)) {
            return new Money(amount, currency);
        }
        if (amount % HUNDRED != 0) {
            throw new IllegalArgumentException(amount + " is no amount of " + currency);
        }
        return new Money(amount / HUNDRED, currency);
    }
}
