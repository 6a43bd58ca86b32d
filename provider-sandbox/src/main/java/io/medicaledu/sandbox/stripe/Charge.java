package io.medicaledu.sandbox.stripe;

import java.util.Map;

/**
 * One attempt to take money from a card (https://docs.stripe.com/api/charges/object). It never changes: what was refunded
 * of it is kept at its Payment Intent.
 *
 * @param amount in minor units
 * @param created Unix time in seconds
 */
public record Charge(
        String id,
        String paymentIntent,
        long amount,
        String currency,
        TestCard card,
        Map<String, String> metadata,
        long created)
        implements StripeObject {

    boolean isPaid() {
        return card.declineCode() == null;
    }
}
