/** Receipts of payments and credit notes of refunds: what can be asked, what can happen, what can be known. */
@NullMarked
package io.medicaledu.receipt.api;

import org.jspecify.annotations.NullMarked;
