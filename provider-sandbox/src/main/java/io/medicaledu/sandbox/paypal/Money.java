package io.medicaledu.sandbox.paypal;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.math.BigDecimal;

/**
 * An amount.
 *
 * @param currency ISO 4217, upper case
 * @param units of the smallest denomination that PayPal knows of the currency; negative if the account pays
 */
public record Money(String currency, long units) {

    static Money zero(String currency) {
        return new Money(currency, 0);
    }

    Money plus(Money other) {
        return new Money(currency, Math.addExact(units, other.units));
    }

    Money minus(Money other) {
        return new Money(currency, Math.subtractExact(units, other.units));
    }

    Money negated() {
        return new Money(currency, Math.negateExact(units));
    }

    @JsonIgnore
    boolean isZero() {
        return units == 0;
    }

    boolean isMoreThan(Money other) {
        return units > other.units;
    }

    /** As PayPal writes values, e.g. {@code 120.00}. */
    public String value() {
        return BigDecimal.valueOf(units, PayPalCurrency.decimals(currency)).toPlainString();
    }

    /** For people, e.g. {@code 120.00 USD}. */
    public String text() {
        return value() + " " + currency;
    }
}
