/** Bookings: projection, queries, REST. */
@NullMarked
package io.medicaledu.booking.query;

import org.jspecify.annotations.NullMarked;
