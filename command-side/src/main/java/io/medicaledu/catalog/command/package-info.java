/** Courses: aggregate, terms, REST commands. */
@NullMarked
package io.medicaledu.catalog.command;

import org.jspecify.annotations.NullMarked;
