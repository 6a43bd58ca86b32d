/** Bookings: aggregate, multi-aggregate handlers, REST commands. */
@NullMarked
package io.medicaledu.booking.command;

import org.jspecify.annotations.NullMarked;
