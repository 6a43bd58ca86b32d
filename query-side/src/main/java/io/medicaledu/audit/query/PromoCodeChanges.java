package io.medicaledu.audit.query;

import io.medicaledu.promotion.api.PromoCodeEvent;
import io.medicaledu.promotion.api.PromoCodeEvent.PromoCodeActivated;
import io.medicaledu.promotion.api.PromoCodeEvent.PromoCodeChanged;
import io.medicaledu.promotion.api.PromoCodeEvent.PromoCodeCreated;
import io.medicaledu.promotion.api.PromoCodeEvent.PromoCodeDeactivated;
import io.medicaledu.promotion.api.PromoCodeTerms;
import java.util.List;

/** What events of promo codes do to {@code promo_codes}. */
final class PromoCodeChanges {

    private PromoCodeChanges() {}

    static List<RowChange> of(PromoCodeEvent event) {
        return switch (event) {
            case PromoCodeCreated e ->
                List.of(terms(code(e), e.terms())
                        .set("code", e.code())
                        .set("discountType", e.terms().discount().type())
                        .set("discountValue", e.terms().discount().decimal())
                        .set("currency", e.terms().discount().currency())
                        .set("currentUses", 0)
                        .set("isActive", true));
            case PromoCodeChanged e -> List.of(terms(code(e), e.terms()));
            case PromoCodeActivated e -> List.of(code(e).set("isActive", true));
            case PromoCodeDeactivated e -> List.of(code(e).set("isActive", false));
        };
    }

    private static RowChange code(PromoCodeEvent event) {
        return new RowChange("PromoCode", event.promoCodeId());
    }

    private static RowChange terms(RowChange code, PromoCodeTerms terms) {
        return code.set("maxUses", terms.maxUses())
                .set("maxUsesPerPerson", terms.maxUsesPerPerson())
                .set("validFrom", terms.validFrom())
                .set("validUntil", terms.validUntil())
                .set("applicableCourseIds", terms.courseIds());
    }
}
