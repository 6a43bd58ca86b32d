package io.medicaledu.promotion.command;

import io.medicaledu.promotion.api.Discount;
import io.medicaledu.promotion.api.DiscountType;
import io.medicaledu.promotion.api.PromoCodeChange;
import io.medicaledu.promotion.api.PromoCodeCommand.ChangePromoCode;
import io.medicaledu.promotion.api.PromoCodeCommand.DeactivatePromoCode;
import io.medicaledu.promotion.api.PromoCodeEvent.PromoCodeActivated;
import io.medicaledu.promotion.api.PromoCodeEvent.PromoCodeChanged;
import io.medicaledu.promotion.api.PromoCodeEvent.PromoCodeCreated;
import io.medicaledu.promotion.api.PromoCodeEvent.PromoCodeDeactivated;
import io.medicaledu.promotion.api.PromoCodeTerms;
import io.medicaledu.shared.Edit;
import io.medicaledu.shared.Ids;
import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PromoCodeTest {

    private static final PromoCodeTerms TERMS = terms(10);

    private final UUID id = Ids.next();
    private final PromoCodeCreated created = new PromoCodeCreated(id, "WELCOME", TERMS);
    private FixtureConfiguration<PromoCode> fixture;

    @BeforeEach
    void setUp() {
        fixture = new AggregateTestFixture<>(PromoCode.class);
    }

    private static PromoCodeTerms terms(int uses) {
        return new PromoCodeTerms(
                Discount.of(DiscountType.Percentage, new BigDecimal("20"), null), uses, 1, null, null, List.of());
    }

    private static PromoCodeTerms unlimited() {
        return new PromoCodeTerms(TERMS.discount(), null, 1, null, null, List.of());
    }

    private ChangePromoCode change(Edit<Integer> maxUses, Edit<Boolean> isActive) {
        return new ChangePromoCode(
                id, new PromoCodeChange(maxUses, Edit.keep(), Edit.keep(), Edit.keep(), Edit.keep(), isActive));
    }

    @Test
    void itsTermsCanBeChanged() {
        fixture.given(created).when(change(Edit.to(20), Edit.keep())).expectEvents(new PromoCodeChanged(id, terms(20)));
        fixture.given(created).when(change(Edit.to(10), Edit.keep())).expectNoEvents();
        fixture.given(created)
                .when(change(Edit.remove(), Edit.to(false)))
                .expectEvents(new PromoCodeChanged(id, unlimited()), new PromoCodeDeactivated(id));
    }

    @Test
    void itIsSwitchedOffOnce() {
        fixture.given(created).when(new DeactivatePromoCode(id)).expectEvents(new PromoCodeDeactivated(id));
        fixture.given(created, new PromoCodeDeactivated(id))
                .when(new DeactivatePromoCode(id))
                .expectNoEvents();
    }

    @Test
    void itIsSwitchedOnOnce() {
        fixture.given(created, new PromoCodeDeactivated(id))
                .when(change(Edit.keep(), Edit.to(true)))
                .expectEvents(new PromoCodeActivated(id));
        fixture.given(created).when(change(Edit.keep(), Edit.to(true))).expectNoEvents();
    }
}
