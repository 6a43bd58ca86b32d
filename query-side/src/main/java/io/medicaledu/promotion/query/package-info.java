/** Promo codes: projection, queries, REST. */
@NullMarked
package io.medicaledu.promotion.query;

import org.jspecify.annotations.NullMarked;
