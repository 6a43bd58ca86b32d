package io.medicaledu.catalog.command;

import io.medicaledu.shared.Money;
import io.medicaledu.shared.Problem;

/** Which prices can be paid here. */
public interface PriceLimits {

    /**
     * Nothing is for sale that could not be paid.
     *
     * @throws Problem {@code amount-not-chargeable} if no provider can charge it, or one that takes its currency finds it
     *     too small or too large
     */
    void requireChargeable(Money price);
}
