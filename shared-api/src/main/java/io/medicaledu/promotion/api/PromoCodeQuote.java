package io.medicaledu.promotion.api;

import io.medicaledu.shared.Money;
import java.util.UUID;

/** What a promo code would save on a slot now. */
public record PromoCodeQuote(String code, UUID slotId, Money price, Money discount, Money amount) {}
