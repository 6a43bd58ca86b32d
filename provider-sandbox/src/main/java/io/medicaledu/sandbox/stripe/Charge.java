package io.medicaledu.sandbox.stripe;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One attempt to take money (https://docs.stripe.com/api/charges/object). What was refunded of it, and whether it is
 * disputed, is kept at its Payment Intent.
 *
 * @param amount in minor units
 * @param status {@code succeeded}, {@code pending} or {@code failed}; null for what the card says
 * @param created Unix time in seconds
 */
public record Charge(
        String id,
        String paymentIntent,
        long amount,
        String currency,
        TestCard card,
        Map<String, String> metadata,
        @Nullable String status,
        long created)
        implements StripeObject {

    /** What came of the attempt. */
    enum State {
        SUCCEEDED("succeeded"),
        PENDING("pending"),
        FAILED("failed");

        private final String apiName;

        State(String apiName) {
            this.apiName = apiName;
        }

        String apiName() {
            return apiName;
        }
    }

    /** An attempt to pay all of the Payment Intent. */
    static Charge of(PaymentIntent intent, TestCard card, long now) {
        return new Charge(
                StripeIds.next("ch"),
                intent.id(),
                intent.amount(),
                intent.currency(),
                card,
                intent.metadata(),
                card.firstState().apiName(),
                now);
    }

    State state() {
        for (State state : State.values()) {
            if (state.apiName.equals(status)) {
                return state;
            }
        }
        return card.firstState();
    }

    boolean isPaid() {
        return state() == State.SUCCEEDED;
    }

    /** Why a bank debit failed, in Stripe's words; null if it did not. */
    @Nullable
    String failureCode() {
        return card.isDelayed() && state() == State.FAILED ? "insufficient_funds" : null;
    }

    Charge with(State state) {
        return new Charge(id, paymentIntent, amount, currency, card, metadata, state.apiName(), created);
    }
}
