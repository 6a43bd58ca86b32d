/** Ratings: projection, queries, REST. */
@NullMarked
package io.medicaledu.rating.query;

import org.jspecify.annotations.NullMarked;
