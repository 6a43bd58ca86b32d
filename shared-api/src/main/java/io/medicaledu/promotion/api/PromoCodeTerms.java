package io.medicaledu.promotion.api;

import io.medicaledu.shared.Money;
import io.medicaledu.shared.Problem;
import io.medicaledu.shared.ProblemCode;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * When and for what a promo code is good.
 *
 * @param maxUses how many bookings may use it; null means no limit
 * @param maxUsesPerPerson how many bookings of one student may use it; null means no limit
 * @param validFrom null means from the beginning
 * @param validUntil the first instant at which it is no longer valid; null means for ever
 * @param courseIds the courses it is limited to; empty means every course
 */
public record PromoCodeTerms(
        Discount discount,
        @Nullable Integer maxUses,
        @Nullable Integer maxUsesPerPerson,
        @Nullable Instant validFrom,
        @Nullable Instant validUntil,
        List<UUID> courseIds) {

    /** @throws IllegalArgumentException if it ends before it begins */
    public PromoCodeTerms {
        if (validFrom != null && validUntil != null && !validFrom.isBefore(validUntil)) {
            throw new IllegalArgumentException("must be after validFrom");
        }
        courseIds = List.copyOf(courseIds);
    }

    /**
     * What the code takes off the price.
     *
     * @throws Problem {@code promo-code-expired}, {@code promo-code-not-applicable}
     */
    public Money discountOn(Money price, UUID courseId, Instant now) {
        if (validUntil != null && !now.isBefore(validUntil)) {
            throw new Problem(ProblemCode.PROMO_CODE_EXPIRED, "The promo code was valid until " + validUntil);
        }
        if (validFrom != null && now.isBefore(validFrom)) {
            throw new Problem(ProblemCode.PROMO_CODE_EXPIRED, "The promo code is valid from " + validFrom);
        }
        if (!courseIds.isEmpty() && !courseIds.contains(courseId)) {
            throw new Problem(ProblemCode.PROMO_CODE_NOT_APPLICABLE, "The promo code is for other courses");
        }
        if (!discount.fits(price.currency())) {
            throw new Problem(
                    ProblemCode.PROMO_CODE_NOT_APPLICABLE, "The promo code is for prices in " + discount.currency());
        }
        return discount.off(price);
    }
}
