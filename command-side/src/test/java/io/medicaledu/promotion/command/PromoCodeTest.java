package io.medicaledu.promotion.command;

import io.medicaledu.promotion.api.Discount;
import io.medicaledu.promotion.api.DiscountType;
import io.medicaledu.promotion.api.PromoCodeCommand.ActivatePromoCode;
import io.medicaledu.promotion.api.PromoCodeCommand.ChangePromoCode;
import io.medicaledu.promotion.api.PromoCodeCommand.DeactivatePromoCode;
import io.medicaledu.promotion.api.PromoCodeEvent.PromoCodeActivated;
import io.medicaledu.promotion.api.PromoCodeEvent.PromoCodeChanged;
import io.medicaledu.promotion.api.PromoCodeEvent.PromoCodeCreated;
import io.medicaledu.promotion.api.PromoCodeEvent.PromoCodeDeactivated;
import io.medicaledu.promotion.api.PromoCodeTerms;
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

    @Test
    void itsTermsCanBeChanged() {
        fixture.given(created)
                .when(new ChangePromoCode(id, terms(20)))
                .expectEvents(new PromoCodeChanged(id, terms(20)));
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
                .when(new ActivatePromoCode(id))
                .expectEvents(new PromoCodeActivated(id));
        fixture.given(created).when(new ActivatePromoCode(id)).expectNoEvents();
    }
}
