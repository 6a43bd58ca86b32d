package io.medicaledu.sandbox.stripe;

import java.time.Clock;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Refunds never exceed what was received (https://docs.stripe.com/api/refunds/create). */
@Service
class Refunds {

    private final StripeStore store;
    private final StripeObjects objects;
    private final EventLog events;
    private final Clock clock;

    Refunds(StripeStore store, StripeObjects objects, EventLog events, Clock clock) {
        this.store = store;
        this.objects = objects;
        this.events = events;
        this.clock = clock;
    }

    @Transactional(noRollbackFor = StripeException.class)
    Refund create(Form form) {
        PaymentIntent intent = intentOf(form);
        long left = intent.amountReceived() - intent.amountRefunded();
        if (left <= 0) {
            throw new StripeException(
                    400,
                    "invalid_request_error",
                    "charge_already_refunded",
                    null,
                    "Charge " + intent.charge() + " has already been refunded or was never captured.");
        }
        long amount = form.findLong("amount").orElse(left);
        if (amount <= 0 || amount > left) {
            throw new StripeException(
                    400,
                    "invalid_request_error",
                    null,
                    "amount",
                    "Refund amount (" + amount + ") is greater than unrefunded amount on charge (" + left + ")");
        }
        Refund refund = new Refund(
                StripeIds.next("re"),
                intent.id(),
                String.valueOf(intent.charge()),
                amount,
                intent.currency(),
                "succeeded",
                form.get("reason"),
                form.hash("metadata"),
                clock.instant());
        PaymentIntent after = intent.refunded(amount);
        store.insert(refund);
        store.save(after);
        events.happened("refund.created", objects.of(refund));
        events.happened("charge.refunded", objects.charge(after));
        events.happened("refund.updated", objects.of(refund));
        return refund;
    }

    private PaymentIntent intentOf(Form form) {
        Optional<String> intent = form.find("payment_intent");
        if (intent.isPresent()) {
            return store.lockIntent(intent.get())
                    .orElseThrow(() -> StripeException.missing("payment_intent", intent.get()));
        }
        String charge = form.require("charge");
        return store.intentOfCharge(charge)
                .flatMap(found -> store.lockIntent(found.id()))
                .orElseThrow(() -> StripeException.missing("charge", charge));
    }
}
