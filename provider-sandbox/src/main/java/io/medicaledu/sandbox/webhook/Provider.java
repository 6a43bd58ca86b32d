package io.medicaledu.sandbox.webhook;

/** Who tells about an event. */
public enum Provider {
    STRIPE,
    PAYPAL
}
