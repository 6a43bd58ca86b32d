package io.medicaledu.booking.api;

/** The seed's states of a booking; the code is the ordinal (Pending = 0 … Rescheduled = 5). */
public enum BookingStatus {
    Pending,
    Confirmed,
    Cancelled,
    Completed,
    NoShow,
    Rescheduled
}
