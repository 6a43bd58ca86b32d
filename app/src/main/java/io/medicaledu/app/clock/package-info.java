/** What time it is. */
@NullMarked
package io.medicaledu.app.clock;

import org.jspecify.annotations.NullMarked;
