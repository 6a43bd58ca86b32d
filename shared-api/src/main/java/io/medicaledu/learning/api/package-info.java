/** Enrollments: the contract. */
@NullMarked
package io.medicaledu.learning.api;

import org.jspecify.annotations.NullMarked;
