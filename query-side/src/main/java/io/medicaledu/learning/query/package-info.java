/** Enrollments: projection, queries, REST. */
@NullMarked
package io.medicaledu.learning.query;

import org.jspecify.annotations.NullMarked;
