package io.medicaledu.shared;

/** A partial change of an amount of money. */
public record MoneyChange(Edit<String> amount, Edit<String> currency) {

    /** Another amount of another currency, or of the same. */
    public static MoneyChange to(Money money) {
        return new MoneyChange(Edit.to(money.amount()), Edit.to(money.currency()));
    }

    /**
     * The money after the change.
     *
     * @param field what it is, for the error
     * @throws Problem {@code validation} if it is negative, or no amount of its currency
     */
    public Money applyTo(Money old, String field) {
        try {
            Money changed = Money.of(
                    amount.require(field + ".amount", old.amount()),
                    currency.require(field + ".currency", old.currency()));
            if (changed.isNegative()) {
                throw Problem.invalid(field + ".amount", "must not be negative");
            }
            return changed;
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw Problem.invalid(field, String.valueOf(e.getMessage()));
        }
    }
}
