/** Who was not let in, and why. */
@NullMarked
package io.medicaledu.access.api;

import org.jspecify.annotations.NullMarked;
