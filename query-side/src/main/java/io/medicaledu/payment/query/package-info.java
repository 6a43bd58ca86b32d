/** Payments and refunds: projection, queries, REST. */
@NullMarked
package io.medicaledu.payment.query;

import org.jspecify.annotations.NullMarked;
