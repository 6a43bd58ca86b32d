package io.medicaledu.promotion.api;

import java.util.UUID;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** What can be asked of a promo code. Redeeming is part of booking. */
public sealed interface PromoCodeCommand {

    UUID promoCodeId();

    /**
     * @param code in capitals
     * @throws io.medicaledu.shared.Problem {@code promo-code-exists}
     */
    record CreatePromoCode(@TargetAggregateIdentifier UUID promoCodeId, String code, PromoCodeTerms terms)
            implements PromoCodeCommand {}

    /** @throws io.medicaledu.shared.Problem {@code validation} */
    record ChangePromoCode(@TargetAggregateIdentifier UUID promoCodeId, PromoCodeChange change)
            implements PromoCodeCommand {}

    /** It can be used no more; bookings that used it keep their discount. */
    record DeactivatePromoCode(@TargetAggregateIdentifier UUID promoCodeId) implements PromoCodeCommand {}
}
