/** Which payments and refunds get a receipt or a credit note. */
@NullMarked
package io.medicaledu.receipt.saga;

import org.jspecify.annotations.NullMarked;
