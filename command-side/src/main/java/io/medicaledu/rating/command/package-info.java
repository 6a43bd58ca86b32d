/** Ratings of instructors and courses: aggregates, REST commands. */
@NullMarked
package io.medicaledu.rating.command;

import org.jspecify.annotations.NullMarked;
