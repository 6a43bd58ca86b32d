package io.medicaledu.payment.api;

import io.medicaledu.shared.Money;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How the payment of a booking stands, as its parties see it.
 *
 * @param paymentId null until the payment has begun
 * @param checkoutUrl where the student pays; null until the provider has answered, and for others than the student
 */
public record BookingPaymentView(
        @Nullable UUID paymentId,
        PaymentStatus status,
        PaymentProvider provider,
        @Nullable String checkoutUrl,
        Money amount,
        Money refunded,
        @Nullable String declineCode) {}
