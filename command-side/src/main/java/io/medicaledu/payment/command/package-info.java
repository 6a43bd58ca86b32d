/** Payments and refunds: aggregate, REST commands. */
@NullMarked
package io.medicaledu.payment.command;

import org.jspecify.annotations.NullMarked;
