/** Promo codes: aggregate, redemption, REST commands. */
@NullMarked
package io.medicaledu.promotion.command;

import org.jspecify.annotations.NullMarked;
