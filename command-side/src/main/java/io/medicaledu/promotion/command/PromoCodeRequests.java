package io.medicaledu.promotion.command;

import io.medicaledu.promotion.api.Discount;
import io.medicaledu.promotion.api.DiscountType;
import io.medicaledu.promotion.api.PromoCodeChange;
import io.medicaledu.promotion.api.PromoCodeTerms;
import io.medicaledu.shared.Edit;
import io.medicaledu.shared.Problem;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.annotation.JsonDeserialize;

/** Bodies of the requests about promo codes. */
final class PromoCodeRequests {

    private PromoCodeRequests() {}

    /** @param discountValue percent, or an amount in the currency; as a number or a string */
    record NewPromoCode(
            @Schema(example = "WELCOME10")
            @NotNull
            @Pattern(regexp = "\\s*[A-Za-z0-9_-]{2,50}\\s*", message = "must be 2 to 50 letters, digits, - or _")
            String code,

            @NotNull DiscountType discountType,

            @Schema(type = "string", example = "10") @NotNull @JsonDeserialize(using = DecimalReader.class)
            BigDecimal discountValue,

            @Schema(example = "USD") @Nullable String currency,
            @Schema(example = "100") @Positive @Nullable Integer maxUses,

            @Schema(example = "1", description = "How many bookings of one student may use it", defaultValue = "1")
            @Positive
            @Nullable
            Integer maxUsesPerPerson,

            @Nullable Instant validFrom,
            @Nullable Instant validUntil,
            @Size(max = 1_000) @Nullable List<@NotNull UUID> applicableCourseIds) {

        PromoCodeTerms terms() {
            return PromoCodeRequests.terms(
                    discount(discountType, discountValue, currency),
                    maxUses,
                    maxUsesPerPerson == null ? 1 : maxUsesPerPerson,
                    validFrom,
                    validUntil,
                    applicableCourseIds == null ? List.of() : applicableCourseIds);
        }
    }

    /** A merge patch: what is missing stays as it is, a limit that is null is removed. The discount itself is fixed. */
    @Schema(name = "PromoCodeChange")
    record Change(
            @Schema(example = "100") @Positive Edit<Integer> maxUses,
            @Schema(example = "1") @Positive Edit<Integer> maxUsesPerPerson,
            Edit<Instant> validFrom,
            Edit<Instant> validUntil,
            @Size(max = 1_000) Edit<List<@NotNull UUID>> applicableCourseIds,
            Edit<Boolean> isActive) {

        PromoCodeChange change() {
            return new PromoCodeChange(
                    maxUses, maxUsesPerPerson, validFrom, validUntil, applicableCourseIds.map(List::copyOf), isActive);
        }
    }

    private static PromoCodeTerms terms(
            Discount discount,
            @Nullable Integer maxUses,
            @Nullable Integer maxUsesPerPerson,
            @Nullable Instant validFrom,
            @Nullable Instant validUntil,
            List<UUID> courseIds) {
        try {
            return new PromoCodeTerms(discount, maxUses, maxUsesPerPerson, validFrom, validUntil, courseIds);
        } catch (IllegalArgumentException e) {
            throw Problem.invalid("validUntil", String.valueOf(e.getMessage()));
        }
    }

    private static Discount discount(DiscountType type, BigDecimal value, @Nullable String currency) {
        if (type == DiscountType.FixedAmount && currency == null) {
            throw Problem.invalid("currency", "is needed for a fixed amount");
        }
        try {
            return Discount.of(type, value, currency);
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw Problem.invalid("discountValue", String.valueOf(e.getMessage()));
        }
    }
}
