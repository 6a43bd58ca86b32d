/** From a booking's request to its confirmation. */
@NullMarked
package io.medicaledu.booking.saga;

import org.jspecify.annotations.NullMarked;
