/** The Stripe adapter. */
@NullMarked
package io.medicaledu.payment.stripe;

import org.jspecify.annotations.NullMarked;
