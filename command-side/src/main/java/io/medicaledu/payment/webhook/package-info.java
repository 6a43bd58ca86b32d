/** From a provider's webhook to a command. */
@NullMarked
package io.medicaledu.payment.webhook;

import org.jspecify.annotations.NullMarked;
