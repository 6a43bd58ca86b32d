/** Limits on guessing. */
@NullMarked
package io.medicaledu.kernel.guess;

import org.jspecify.annotations.NullMarked;
