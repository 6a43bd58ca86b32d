package io.medicaledu.sandbox.paypal;

/** Something that PayPal keeps, as one JSON document. */
interface PayPalObject {

    String id();
}
