package io.medicaledu.benchmarks.crud;

import java.math.BigDecimal;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** @param checkoutUrl where the student pays, if the provider was asked */
record BookingResponse(
        UUID bookingId,
        UUID paymentId,
        Status status,
        BigDecimal amount,
        String currency,
        @Nullable String checkoutUrl) {

    static BookingResponse of(Booking booking, Payment payment) {
        return new BookingResponse(
                booking.getId(),
                payment.getId(),
                booking.getStatus(),
                booking.getAmount(),
                booking.getCurrency(),
                payment.getCheckoutUrl());
    }
}
