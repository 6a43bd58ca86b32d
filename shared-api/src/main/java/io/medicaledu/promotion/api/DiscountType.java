package io.medicaledu.promotion.api;

/** How a promo code takes something off (seed: DiscountType); the code is the ordinal. */
public enum DiscountType {
    Percentage,
    FixedAmount
}
