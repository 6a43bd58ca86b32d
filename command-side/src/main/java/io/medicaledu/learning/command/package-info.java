/** Enrollments: aggregate. */
@NullMarked
package io.medicaledu.learning.command;

import org.jspecify.annotations.NullMarked;
