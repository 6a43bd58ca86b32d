package io.medicaledu.promotion.api;

import java.util.UUID;
import org.axonframework.serialization.Revision;

/** What can happen to a promo code. That it was used stands in the booking's events. */
public sealed interface PromoCodeEvent {

    /** The promo code; derived from the code. */
    UUID promoCodeId();

    /**
     * An admin has made a promo code.
     *
     * @param code what students type, in capitals
     * @param terms what it is good for
     */
    @Revision("2")
    record PromoCodeCreated(UUID promoCodeId, String code, PromoCodeTerms terms) implements PromoCodeEvent {}

    /**
     * An admin has changed what the promo code is good for; uses before keep their discount.
     *
     * @param terms what it is good for now
     */
    @Revision("2")
    record PromoCodeChanged(UUID promoCodeId, PromoCodeTerms terms) implements PromoCodeEvent {}

    /** The promo code can be used again. */
    @Revision("1")
    record PromoCodeActivated(UUID promoCodeId) implements PromoCodeEvent {}

    /** The promo code cannot be used for the time being. */
    @Revision("1")
    record PromoCodeDeactivated(UUID promoCodeId) implements PromoCodeEvent {}
}
