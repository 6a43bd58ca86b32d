package io.medicaledu.sandbox.stripe;

/**
 * What is sold.
 *
 * @param unitAmount price of one, in minor units
 */
public record LineItem(String name, long unitAmount, long quantity) {

    /** Price of all, in minor units. */
    public long amount() {
        return unitAmount * quantity;
    }
}
