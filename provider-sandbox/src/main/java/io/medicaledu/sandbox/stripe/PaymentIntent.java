package io.medicaledu.sandbox.stripe;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A Payment Intent (https://docs.stripe.com/api/payment_intents/object). Amounts in minor units.
 *
 * @param status {@code requires_payment_method} or {@code succeeded}
 * @param amountRefunded Stripe shows it at the charge; a refund locks and changes it here
 * @param declineCode why the latest charge failed; null if it did not
 * @param created Unix time in seconds
 */
public record PaymentIntent(
        String id,
        String status,
        long amount,
        long amountReceived,
        long amountRefunded,
        String currency,
        @Nullable String description,
        Map<String, String> metadata,
        @Nullable String latestCharge,
        @Nullable String declineCode,
        long created)
        implements StripeObject {

    private static final String UNPAID = "requires_payment_method";
    private static final String SUCCEEDED = "succeeded";

    static PaymentIntent of(Session session, String id, long now) {
        return new PaymentIntent(
                id,
                UNPAID,
                session.amount(),
                0,
                0,
                session.currency(),
                session.intentDescription(),
                session.intentMetadata(),
                null,
                null,
                now);
    }

    /** What can still be refunded. */
    long refundable() {
        return amountReceived - amountRefunded;
    }

    PaymentIntent charged(Charge charge) {
        String decline = charge.card().declineCode();
        return decline == null
                ? with(SUCCEEDED, amount, 0, charge.id(), null)
                : with(UNPAID, 0, 0, charge.id(), decline);
    }

    PaymentIntent refunded(long more) {
        return with(status, amountReceived, amountRefunded + more, latestCharge, declineCode);
    }

    private PaymentIntent with(
            String newStatus, long received, long refunded, @Nullable String charge, @Nullable String decline) {
        return new PaymentIntent(
                id, newStatus, amount, received, refunded, currency, description, metadata, charge, decline, created);
    }
}
