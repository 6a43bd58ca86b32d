/** Courses: the contract. */
@NullMarked
package io.medicaledu.catalog.api;

import org.jspecify.annotations.NullMarked;
