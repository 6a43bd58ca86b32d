package io.medicaledu.promotion.api;

import io.medicaledu.shared.Edit;
import io.medicaledu.shared.Problem;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** A partial change of a promo code; the discount itself is fixed. */
public record PromoCodeChange(
        Edit<Integer> maxUses,
        Edit<Integer> maxUsesPerPerson,
        Edit<Instant> validFrom,
        Edit<Instant> validUntil,
        Edit<List<UUID>> courseIds,
        Edit<Boolean> isActive) {

    /**
     * The terms with this change applied; a limit that is removed is none.
     *
     * @throws Problem {@code validation} if the code would end before it begins
     */
    public PromoCodeTerms applyTo(PromoCodeTerms old) {
        try {
            return new PromoCodeTerms(
                    old.discount(),
                    maxUses.of(old.maxUses()),
                    maxUsesPerPerson.of(old.maxUsesPerPerson()),
                    validFrom.of(old.validFrom()),
                    validUntil.of(old.validUntil()),
                    courseIds.of(old.courseIds(), List.of()));
        } catch (IllegalArgumentException e) {
            throw Problem.invalid("validUntil", String.valueOf(e.getMessage()));
        }
    }
}
