/** Leaves a trace of those who are not let in, without letting them fill the event store. */
@NullMarked
package io.medicaledu.access.command;

import org.jspecify.annotations.NullMarked;
