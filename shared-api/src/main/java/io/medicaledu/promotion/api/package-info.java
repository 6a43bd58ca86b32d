/** Promo codes: the contract. */
@NullMarked
package io.medicaledu.promotion.api;

import org.jspecify.annotations.NullMarked;
