/** Sessions as entries of people's own calendars (RFC 5545). */
@NullMarked
package io.medicaledu.kernel.calendar;

import org.jspecify.annotations.NullMarked;
