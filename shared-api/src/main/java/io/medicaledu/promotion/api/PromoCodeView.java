package io.medicaledu.promotion.api;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A promo code, as admins see it (seed: PromoCodes table). */
public record PromoCodeView(
        UUID promoCodeId,
        String code,
        DiscountType discountType,
        BigDecimal discountValue,
        @Nullable String currency,
        @Nullable Integer maxUses,
        @Nullable Integer maxUsesPerPerson,
        int currentUses,
        @Nullable Instant validFrom,
        @Nullable Instant validUntil,
        List<UUID> applicableCourseIds,
        boolean isActive,
        Instant createdAt,
        Instant updatedAt,
        long version) {}
