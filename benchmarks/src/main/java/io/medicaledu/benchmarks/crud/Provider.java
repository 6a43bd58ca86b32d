package io.medicaledu.benchmarks.crud;

/** Who takes the money. */
enum Provider {
    Stripe,
    PayPal
}
