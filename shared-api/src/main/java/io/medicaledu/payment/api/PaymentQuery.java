package io.medicaledu.payment.api;

import io.medicaledu.shared.PageRequest;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What can be known of payments. */
public sealed interface PaymentQuery {

    /** Answers {@link PaymentView}. */
    record FindPayment(UUID paymentId) implements PaymentQuery {}

    /** The payment of a booking; answers an optional {@link PaymentState}. */
    record FindPaymentOfBooking(UUID bookingId) implements PaymentQuery {}

    /** Answers a page of {@link PaymentView}, newest first. */
    record FindPayments(
            @Nullable PaymentStatus status,
            @Nullable UUID bookingId,
            @Nullable UUID userId,
            @Nullable Boolean flagged,
            PageRequest page)
            implements PaymentQuery {}

    /** A payment with the address at which it can be paid. */
    record PaymentState(PaymentView payment, @Nullable String checkoutUrl) {}
}
