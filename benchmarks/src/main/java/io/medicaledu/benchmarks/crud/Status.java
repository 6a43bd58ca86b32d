package io.medicaledu.benchmarks.crud;

/** Of bookings and payments; both begin with {@link #Pending}, which is all that is needed here. */
enum Status {
    Pending
}
