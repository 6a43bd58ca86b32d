/** The same Idempotency-Key gives the same answer. */
@NullMarked
package io.medicaledu.idempotency.command;

import org.jspecify.annotations.NullMarked;
