/** Calls to payment providers, made after their cause is committed. */
@NullMarked
package io.medicaledu.payment.outbox;

import org.jspecify.annotations.NullMarked;
