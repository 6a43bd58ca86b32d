package io.medicaledu.payment.api;

import io.medicaledu.shared.Money;

/** What can be paid here. */
public interface ChargeableAmounts {

    /**
     * True if it is nothing, or one of the payment providers can charge it and none that takes its currency finds it too
     * small or too large.
     */
    boolean isChargeable(Money price);
}
