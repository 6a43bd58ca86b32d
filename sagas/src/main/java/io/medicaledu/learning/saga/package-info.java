/** What keeps enrollments in step with bookings. */
@NullMarked
package io.medicaledu.learning.saga;

import org.jspecify.annotations.NullMarked;
