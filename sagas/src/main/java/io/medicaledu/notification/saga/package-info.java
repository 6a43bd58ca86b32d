/** Which event tells whom. */
@NullMarked
package io.medicaledu.notification.saga;

import org.jspecify.annotations.NullMarked;
