package io.medicaledu.sandbox.stripe;

import io.medicaledu.sandbox.SandboxDatabase;
import java.time.Clock;
import java.util.Objects;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Payments that a customer makes twice. */
@Component
public class DoublePayments {

    private final SandboxDatabase database;
    private final StripeStore store;
    private final EventLog events;
    private final Clock clock;

    DoublePayments(SandboxDatabase database, StripeStore store, EventLog events, Clock clock) {
        this.database = database;
        this.store = store;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Pays the same again, by the same means: another Payment Intent and another charge, with the same amount and
     * metadata.
     *
     * @return the second Payment Intent
     * @throws StripeException if the first one is neither paid nor processing
     */
    public PaymentIntent again(String intentId) {
        return database.transact(() -> {
            PaymentIntent first = store.intents().lockOrRefuse("payment_intent", intentId);
            if (!Set.of(PaymentIntent.SUCCEEDED, PaymentIntent.PROCESSING).contains(first.status())) {
                throw StripeException.state(
                        null, "payment_intent", "This PaymentIntent (" + intentId + ") is not paid.");
            }
            Charge paid = store.charges().get(Objects.requireNonNull(first.latestCharge()));
            long now = clock.instant().getEpochSecond();
            PaymentIntent unpaid = first.again(StripeIds.next("pi"), now);
            Charge charge = Charge.of(unpaid, paid.card(), now).with(paid.state());
            PaymentIntent second = unpaid.charged(charge);
            store.charges().insert(charge);
            store.intents().insert(second);
            events.append(CardPayments.attempted(second, charge));
            return second;
        });
    }
}
