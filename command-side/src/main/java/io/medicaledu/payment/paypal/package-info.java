/** The PayPal adapter: Orders v2, Payments v2, Disputes v1 and webhooks. */
@NullMarked
package io.medicaledu.payment.paypal;

import org.jspecify.annotations.NullMarked;
