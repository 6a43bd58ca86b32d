package io.medicaledu.payment.outbox;

import io.medicaledu.payment.api.PaymentProvider;
import io.medicaledu.shared.Ids;
import io.medicaledu.shared.Money;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A call to a payment provider that has to happen. Its id is derived, so that the same call is never queued twice. */
public sealed interface ProviderCall {

    UUID paymentId();

    PaymentProvider provider();

    UUID id();

    /** @param payUntil until when the seat is held; null in calls queued by earlier versions */
    record OpenCheckout(
            UUID paymentId,
            UUID bookingId,
            PaymentProvider provider,
            Money amount,
            @Nullable Instant payUntil) implements ProviderCall {

        static UUID idOf(UUID paymentId) {
            return Ids.derive("open-checkout", paymentId);
        }

        @Override
        public UUID id() {
            return idOf(paymentId);
        }
    }

    record CloseCheckout(UUID paymentId, PaymentProvider provider, String providerSessionId) implements ProviderCall {

        static UUID idOf(UUID paymentId) {
            return Ids.derive("close-checkout", paymentId);
        }

        @Override
        public UUID id() {
            return idOf(paymentId);
        }
    }

    /** Takes the money of an approved order. */
    record CaptureOrder(UUID paymentId, PaymentProvider provider, String providerSessionId, int attempt)
            implements ProviderCall {

        static UUID idOf(UUID paymentId) {
            return Ids.derive("capture-order", paymentId);
        }

        @Override
        public UUID id() {
            return idOf(paymentId);
        }
    }

    /**
     * Asks how a refund stands that the provider was asked for before, and for it once more only if it was never made. As
     * the same refund, it has the id of {@link Refund}.
     *
     * @param requestedAt when the refund was asked for here
     */
    record CheckRefund(
            UUID paymentId,
            UUID refundId,
            PaymentProvider provider,
            String providerTransactionId,
            Money amount,
            Instant requestedAt)
            implements ProviderCall {

        @Override
        public UUID id() {
            return Refund.idOf(refundId);
        }
    }

    record Refund(UUID paymentId, UUID refundId, PaymentProvider provider, String providerTransactionId, Money amount)
            implements ProviderCall {

        static UUID idOf(UUID refundId) {
            return Ids.derive("refund", refundId);
        }

        @Override
        public UUID id() {
            return idOf(refundId);
        }
    }
}
