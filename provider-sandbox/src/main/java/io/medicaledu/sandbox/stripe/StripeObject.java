package io.medicaledu.sandbox.stripe;

/** Something that Stripe keeps. */
public sealed interface StripeObject permits Charge, Dispute, PaymentIntent, Refund, Session {

    /** Its id, e.g. {@code re_…}. */
    String id();
}
