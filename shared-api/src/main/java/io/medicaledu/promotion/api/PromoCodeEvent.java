package io.medicaledu.promotion.api;

import java.util.UUID;
import org.axonframework.serialization.Revision;

/** What can happen to a promo code. That it was used stands in the booking's events. */
public sealed interface PromoCodeEvent {

    UUID promoCodeId();

    @Revision("2")
    record PromoCodeCreated(UUID promoCodeId, String code, PromoCodeTerms terms) implements PromoCodeEvent {}

    @Revision("2")
    record PromoCodeChanged(UUID promoCodeId, PromoCodeTerms terms) implements PromoCodeEvent {}

    @Revision("1")
    record PromoCodeActivated(UUID promoCodeId) implements PromoCodeEvent {}

    @Revision("1")
    record PromoCodeDeactivated(UUID promoCodeId) implements PromoCodeEvent {}
}
