/** Writes the catalogue of events from the sources. */
@NullMarked
package io.medicaledu.app.events;

import org.jspecify.annotations.NullMarked;
