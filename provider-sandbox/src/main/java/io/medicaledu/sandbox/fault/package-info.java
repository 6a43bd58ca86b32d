/** Faults on demand. */
@NullMarked
package io.medicaledu.sandbox.fault;

import org.jspecify.annotations.NullMarked;
