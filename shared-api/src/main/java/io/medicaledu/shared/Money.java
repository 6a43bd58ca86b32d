package io.medicaledu.shared;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.joda.money.BigMoney;
import org.joda.money.CurrencyUnit;
import org.joda.money.IllegalCurrencyException;

/**
 * An exact amount of money: integer minor units (cents, yen, fils) of an ISO 4217 currency. Arithmetic is Joda-Money's;
 * nothing here or in an event is ever a floating point number.
 *
 * @param minorUnits the amount in the currency's smallest unit, e.g. 12000 for USD 120.00 and 12000 for JPY 12,000
 * @param currency the ISO 4217 code, e.g. {@code USD}
 */
public record Money(long minorUnits, String currency) implements Comparable<Money> {

    /** What the read tables keep; only units of account (CLF, UYW) have more. */
    private static final int MOST_DECIMALS = 3;

    /** @throws IllegalArgumentException if the currency is not an ISO 4217 code of a currency that one can pay in */
    public Money {
        unit(currency);
    }

    public static Money zero(String currency) {
        return new Money(0, currency);
    }

    /**
     * Reads a decimal amount as the API writes it.
     *
     * @throws IllegalArgumentException if the currency is unknown, the amount is not a plain decimal number, or it has
     *     more decimals than the currency
     */
    public static Money of(String amount, String currency) {
        CurrencyUnit unit = unit(currency);
        if (!amount.matches("-?\\d{1,15}(\\.\\d+)?")) {
            throw new IllegalArgumentException("'" + abbreviate(amount) + "' is not a decimal amount");
        }
        BigDecimal decimal = new BigDecimal(amount);
        if (decimal.scale() > unit.getDecimalPlaces()) {
            throw new IllegalArgumentException(
                    currency + " has " + unit.getDecimalPlaces() + " decimals, '" + abbreviate(amount) + "' has more");
        }
        return new Money(decimal.movePointRight(unit.getDecimalPlaces()).longValueExact(), currency);
    }

    /** The decimal amount with exactly the currency's own number of decimals, e.g. {@code 120.00} or {@code 12000}. */
    public String amount() {
        return BigDecimal.valueOf(minorUnits, unit(currency).getDecimalPlaces()).toPlainString();
    }

    public boolean isZero() {
        return minorUnits == 0;
    }

    public boolean isPositive() {
        return minorUnits > 0;
    }

    public boolean isNegative() {
        return minorUnits < 0;
    }

    /** @throws IllegalArgumentException if the currencies differ */
    public Money plus(Money other) {
        requireSameCurrency(other);
        return new Money(Math.addExact(minorUnits, other.minorUnits), currency);
    }

    /** @throws IllegalArgumentException if the currencies differ */
    public Money minus(Money other) {
        requireSameCurrency(other);
        return new Money(Math.subtractExact(minorUnits, other.minorUnits), currency);
    }

    public Money negated() {
        return new Money(Math.negateExact(minorUnits), currency);
    }

    /** @throws IllegalArgumentException if the currencies differ */
    public Money min(Money other) {
        return compareTo(other) <= 0 ? this : other;
    }

    /** @throws IllegalArgumentException if the currencies differ */
    public Money max(Money other) {
        return compareTo(other) >= 0 ? this : other;
    }

    /** The given share of this amount, halves rounded up. */
    public Money percent(int percent) {
        return hundredthsOfPercent(100L * percent);
    }

    /** The given share of this amount, in hundredths of a percent, halves rounded up. */
    public Money hundredthsOfPercent(long hundredths) {
        long share = BigMoney.ofMinor(unit(currency), minorUnits)
                .multipliedBy(BigDecimal.valueOf(hundredths, 4))
                .toMoney(RoundingMode.HALF_UP)
                .getAmountMinorLong();
        return new Money(share, currency);
    }

    @Override
    public int compareTo(Money other) {
        requireSameCurrency(other);
        return Long.compare(minorUnits, other.minorUnits);
    }

    @Override
    public String toString() {
        return amount() + " " + currency;
    }

    private void requireSameCurrency(Money other) {
        if (!currency.equals(other.currency)) {
            throw new IllegalArgumentException("Cannot combine " + currency + " with " + other.currency);
        }
    }

    private static CurrencyUnit unit(String currency) {
        try {
            CurrencyUnit unit = CurrencyUnit.of(currency);
            if (unit.isPseudoCurrency() || unit.getDecimalPlaces() > MOST_DECIMALS) {
                throw new IllegalArgumentException("'" + currency + "' is not a currency one can pay in");
            }
            return unit;
        } catch (IllegalCurrencyException e) {
            throw new IllegalArgumentException("'" + abbreviate(currency) + "' is not an ISO 4217 currency code", e);
        }
    }

    private static String abbreviate(String text) {
        return text.length() <= 20 ? text : text.substring(0, 20) + "…";
    }
}
