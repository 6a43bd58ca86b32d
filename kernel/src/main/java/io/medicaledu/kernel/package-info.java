/** What the command side, the sagas and the query side need technically, once. */
@NullMarked
package io.medicaledu.kernel;

import org.jspecify.annotations.NullMarked;
