/** Bookings: the contract. */
@NullMarked
package io.medicaledu.booking.api;

import org.jspecify.annotations.NullMarked;
