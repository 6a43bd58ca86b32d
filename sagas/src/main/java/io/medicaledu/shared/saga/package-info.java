/** What all sagas share. */
@NullMarked
package io.medicaledu.shared.saga;

import org.jspecify.annotations.NullMarked;
