package io.medicaledu.sandbox.stripe;

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Looks up Payment Intents and charges. */
@Component
public class Payments {

    private final StripeStore store;

    Payments(StripeStore store) {
        this.store = store;
    }

    /** @throws StripeException if there is none */
    public PaymentIntent intent(String id) {
        return store.intents().get(id);
    }

    /** Payment Intents, newest first; {@code created} narrows them. */
    public Page<PaymentIntent> intents(Form form) {
        return store.intents().list(Page.Wanted.of(form));
    }

    /**
     * A charge in the shape of Stripe's API.
     *
     * @throws StripeException if there is none
     */
    public Map<String, @Nullable Object> charge(String id) {
        Charge charge = store.charges().get(id);
        return ChargeJson.of(charge, store.intents().get(charge.paymentIntent()));
    }

    /** Charges in the shape of Stripe's API, newest first; {@code payment_intent} and {@code created} narrow them. */
    public Page<Map<String, @Nullable Object>> charges(Form form) {
        Page<Charge> page = store.charges().list(Page.Wanted.of(form, "payment_intent"));
        Set<String> ids = new LinkedHashSet<>();
        page.items().forEach(charge -> ids.add(charge.paymentIntent()));
        Map<String, PaymentIntent> intents = store.intents().findAll(ids);
        return page.map(charge -> ChargeJson.of(charge, Objects.requireNonNull(intents.get(charge.paymentIntent()))));
    }
}
