/** Receipts and credit notes: projection, queries, PDF, REST. */
@NullMarked
package io.medicaledu.receipt.query;

import org.jspecify.annotations.NullMarked;
