/** Comparing payment providers' books with ours, and repairing what differs. */
@NullMarked
package io.medicaledu.payment.reconciliation;

import org.jspecify.annotations.NullMarked;
