package io.medicaledu.promotion.command;

import io.medicaledu.promotion.api.PromoCodeCommand.CreatePromoCode;
import java.util.UUID;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.modelling.command.Repository;
import org.springframework.stereotype.Component;

/** Creates a promo code together with the claim on its name, in one transaction. */
@Component
class PromoCodeCreation {

    private final PromoCodes codes;
    private final Repository<PromoCode> promoCodes;

    PromoCodeCreation(PromoCodes codes, Repository<PromoCode> promoCodeRepository) {
        this.codes = codes;
        this.promoCodes = promoCodeRepository;
    }

    @CommandHandler
    UUID handle(CreatePromoCode command) throws Exception {
        codes.open(command);
        promoCodes.newInstance(() -> new PromoCode(command));
        return command.promoCodeId();
    }
}
