/** Courses: projection, queries, REST. */
@NullMarked
package io.medicaledu.catalog.query;

import org.jspecify.annotations.NullMarked;
