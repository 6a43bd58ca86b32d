package io.medicaledu.promotion.api;

import io.medicaledu.shared.Money;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What a promo code takes off a price. Never a floating point number: hundredths of a percent, or minor units.
 *
 * @param value {@code Percentage}: hundredths of a percent, e.g. 1250 for 12.5 %; {@code FixedAmount}: minor units
 * @param currency of a fixed amount; of a percentage, the only one whose prices it fits, or null for every currency
 */
public record Discount(
        DiscountType type, long value, @Nullable String currency) {

    private static final int HUNDREDTHS = 2;
    private static final long WHOLE = 10_000;

    /** @throws IllegalArgumentException if the value is out of range or the currency does not go with the type */
    public Discount {
        if (value <= 0) {
            throw new IllegalArgumentException("must be positive");
        }
        if (type == DiscountType.Percentage && value > WHOLE) {
            throw new IllegalArgumentException("must be at most 100 percent");
        }
        if (type == DiscountType.FixedAmount && currency == null) {
            throw new IllegalArgumentException("needs a currency");
        }
    }

    /**
     * @param value percent (at most two decimals), or an amount in the currency
     * @throws IllegalArgumentException if it is out of range or has too many decimals
     */
    public static Discount of(DiscountType type, BigDecimal value, @Nullable String currency) {
        if (type == DiscountType.FixedAmount) {
            if (currency == null) {
                throw new IllegalArgumentException("needs a currency");
            }
            return new Discount(type, Money.of(plain(value), currency).minorUnits(), currency);
        }
        if (value.stripTrailingZeros().scale() > HUNDREDTHS) {
            throw new IllegalArgumentException("has more than two decimals");
        }
        return new Discount(
                type,
                value.movePointRight(HUNDREDTHS).longValueExact(),
                currency == null ? null : Money.zero(currency).currency());
    }

    /** The value as people write it: percent, or an amount with the currency's decimals. */
    public BigDecimal decimal() {
        return currency == null || type == DiscountType.Percentage
                ? new BigDecimal(plain(BigDecimal.valueOf(value, HUNDREDTHS)))
                : new BigDecimal(new Money(value, currency).amount());
    }

    /** True if it can be taken off a price in the currency. */
    public boolean fits(String priceCurrency) {
        return currency == null || priceCurrency.equals(currency);
    }

    /** What is taken off the price; never more than the price. */
    public Money off(Money price) {
        return type == DiscountType.Percentage
                ? price.hundredthsOfPercent(value)
                : new Money(Math.min(value, price.minorUnits()), price.currency());
    }

    private static String plain(BigDecimal decimal) {
        BigDecimal stripped = decimal.stripTrailingZeros();
        return (stripped.scale() < 0 ? stripped.setScale(0) : stripped).toPlainString();
    }
}
