/** Receipts and credit notes: issuing and numbering. */
@NullMarked
package io.medicaledu.receipt.command;

import org.jspecify.annotations.NullMarked;
