/** What follows from a cancelled slot. */
@NullMarked
package io.medicaledu.scheduling.saga;

import org.jspecify.annotations.NullMarked;
