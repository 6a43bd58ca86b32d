/** Ratings of instructors and courses: the contract. */
@NullMarked
package io.medicaledu.rating.api;

import org.jspecify.annotations.NullMarked;
