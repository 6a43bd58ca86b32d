/** Availability slots: aggregate, overlap constraint, REST commands. */
@NullMarked
package io.medicaledu.scheduling.command;

import org.jspecify.annotations.NullMarked;
