/** Stripe's API and the hosted payment page over HTTP. */
@NullMarked
package io.medicaledu.sandbox.stripe.web;

import org.jspecify.annotations.NullMarked;
