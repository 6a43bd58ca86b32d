/** A seeded simulation of students, faults, crashes and clock jumps, and the checks of what must hold after it. */
@NullMarked
package io.medicaledu.app.simulation;

import org.jspecify.annotations.NullMarked;
