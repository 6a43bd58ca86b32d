package io.medicaledu.promotion.command;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.medicaledu.promotion.api.PromoCodeCommand.ChangePromoCode;
import io.medicaledu.promotion.api.PromoCodeCommand.CreatePromoCode;
import io.medicaledu.promotion.api.PromoCodeCommand.DeactivatePromoCode;
import io.medicaledu.promotion.api.PromoCodeEvent.PromoCodeActivated;
import io.medicaledu.promotion.api.PromoCodeEvent.PromoCodeChanged;
import io.medicaledu.promotion.api.PromoCodeEvent.PromoCodeCreated;
import io.medicaledu.promotion.api.PromoCodeEvent.PromoCodeDeactivated;
import io.medicaledu.promotion.api.PromoCodeTerms;
import java.util.UUID;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.spring.stereotype.Aggregate;

/**
 * A promo code and its terms. Uses are counted in {@link PromoCodes}, so that a popular code does not have to read all
 * of them at each booking; each use is an event of its booking.
 */
@Aggregate
class PromoCode {

    @AggregateIdentifier
    private UUID promoCodeId;

    private PromoCodeTerms terms;
    private boolean active;

    PromoCode(CreatePromoCode command) {
        apply(new PromoCodeCreated(command.promoCodeId(), command.code(), command.terms()));
    }

    @CommandHandler
    void handle(ChangePromoCode command) {
        PromoCodeTerms changed = command.change().applyTo(terms);
        boolean becomesActive = command.change().isActive().require("isActive", active);
        if (!changed.equals(terms)) {
            apply(new PromoCodeChanged(promoCodeId, changed));
        }
        if (becomesActive && !active) {
            apply(new PromoCodeActivated(promoCodeId));
        } else if (!becomesActive) {
            deactivate();
        }
    }

    @CommandHandler
    void handle(DeactivatePromoCode command) {
        deactivate();
    }

    private void deactivate() {
        if (active) {
            apply(new PromoCodeDeactivated(promoCodeId));
        }
    }

    @EventSourcingHandler
    void on(PromoCodeCreated event) {
        promoCodeId = event.promoCodeId();
        terms = event.terms();
        active = true;
    }

    @EventSourcingHandler
    void on(PromoCodeChanged event) {
        terms = event.terms();
    }

    @EventSourcingHandler
    void on(PromoCodeActivated event) {
        active = true;
    }

    @EventSourcingHandler
    void on(PromoCodeDeactivated event) {
        active = false;
    }

    @SuppressWarnings("NullAway.Init") // Axon's: filled by the events
    PromoCode() {}
}
