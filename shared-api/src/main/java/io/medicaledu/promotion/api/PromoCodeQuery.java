package io.medicaledu.promotion.api;

import io.medicaledu.shared.PageRequest;
import java.util.UUID;

/** What can be known of promo codes. */
public sealed interface PromoCodeQuery {

    /** Answers {@link PromoCodeView}; for admins. */
    record FindPromoCode(String code) implements PromoCodeQuery {}

    /** Answers a page of {@link PromoCodeView}, newest first; for admins. */
    record FindPromoCodes(PageRequest page) implements PromoCodeQuery {}

    /** Answers {@link PromoCodeQuote}, of what the code would save this student now. */
    record QuotePromoCode(String code, UUID slotId, UUID studentId) implements PromoCodeQuery {}
}
