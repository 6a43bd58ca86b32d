/** Limits on how often something may be done. */
@NullMarked
package io.medicaledu.kernel.limit;

import org.jspecify.annotations.NullMarked;
