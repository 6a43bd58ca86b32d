package io.medicaledu.receipt.api;

import io.medicaledu.shared.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * The tax that is included in an amount.
 *
 * @param label e.g. {@code VAT}
 * @param rate percent as a plain decimal, e.g. {@code 19} or {@code 8.1}
 * @param net the amount without the tax
 * @param tax net and tax together are exactly the amount
 */
public record TaxLine(String label, String rate, Money net, Money tax) {

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    /**
     * The tax in an amount that includes it: {@code amount × rate ÷ (100 + rate)}, exact but for one rounding to the
     * currency's minor unit, halves up; what is left is the net.
     */
    public static TaxLine included(String label, String rate, Money amount) {
        Money tax = taxIn(amount, rate);
        return new TaxLine(label, rate, amount.minus(tax), tax);
    }

    /**
     * The tax in the next part of an amount that is given back bit by bit: what is in all parts together less what was
     * in the earlier ones. So the parts' taxes add up to the whole amount's tax, whatever was rounded on the way.
     *
     * @param earlier what was given back before this part, and stayed so
     * @param earlierTax the tax that was given back with that
     */
    public static TaxLine includedInPart(String label, String rate, Money earlier, Money earlierTax, Money part) {
        Money tax = taxIn(earlier.plus(part), rate).minus(earlierTax);
        return new TaxLine(label, rate, part.minus(tax), tax);
    }

    private static Money taxIn(Money amount, String rate) {
        BigDecimal percent = new BigDecimal(rate);
        BigDecimal tax = BigDecimal.valueOf(amount.minorUnits())
                .multiply(percent)
                .divide(HUNDRED.add(percent), 0, RoundingMode.HALF_UP);
        return new Money(tax.longValueExact(), amount.currency());
    }
}
