/** Payments and refunds: the contract. */
@NullMarked
package io.medicaledu.payment.api;

import org.jspecify.annotations.NullMarked;
