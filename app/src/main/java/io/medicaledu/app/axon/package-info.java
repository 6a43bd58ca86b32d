/** How commands and events are processed. */
@NullMarked
package io.medicaledu.app.axon;

import org.jspecify.annotations.NullMarked;
