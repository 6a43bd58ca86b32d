/** Refunds, until they are done. */
@NullMarked
package io.medicaledu.payment.saga;

import org.jspecify.annotations.NullMarked;
