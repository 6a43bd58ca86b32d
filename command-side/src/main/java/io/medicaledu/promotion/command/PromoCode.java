package io.medicaledu.promotion.command;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.medicaledu.promotion.api.PromoCodeCommand.ActivatePromoCode;
import io.medicaledu.promotion.api.PromoCodeCommand.ChangePromoCode;
import io.medicaledu.promotion.api.PromoCodeCommand.CreatePromoCode;
import io.medicaledu.promotion.api.PromoCodeCommand.DeactivatePromoCode;
import io.medicaledu.promotion.api.PromoCodeEvent.PromoCodeActivated;
import io.medicaledu.promotion.api.PromoCodeEvent.PromoCodeChanged;
import io.medicaledu.promotion.api.PromoCodeEvent.PromoCodeCreated;
import io.medicaledu.promotion.api.PromoCodeEvent.PromoCodeDeactivated;
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

    private boolean active;

    PromoCode(CreatePromoCode command) {
        apply(new PromoCodeCreated(command.promoCodeId(), command.code(), command.terms()));
    }

    @CommandHandler
    void handle(ChangePromoCode command) {
        apply(new PromoCodeChanged(promoCodeId, command.terms()));
    }

    @CommandHandler
    void handle(ActivatePromoCode command) {
        if (!active) {
            apply(new PromoCodeActivated(promoCodeId));
        }
    }

    @CommandHandler
    void handle(DeactivatePromoCode command) {
        if (active) {
            apply(new PromoCodeDeactivated(promoCodeId));
        }
    }

    @EventSourcingHandler
    void on(PromoCodeCreated event) {
        promoCodeId = event.promoCodeId();
        active = true;
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
