package io.medicaledu.payment.api;

/** The seed's states of a payment; the code is the ordinal (Pending = 0 … PartiallyRefunded = 5). */
public enum PaymentStatus {
    Pending,
    Succeeded,
    Failed,
    Cancelled,
    Refunded,
    PartiallyRefunded
}
