package io.medicaledu.payment.api;

/** The seed's payment providers; the code is the ordinal (Stripe = 0, PayPal = 1). */
public enum PaymentProvider {
    Stripe,
    PayPal
}
