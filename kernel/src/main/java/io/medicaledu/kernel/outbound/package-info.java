/** Calls to addresses that clients give: checked, so that nobody makes the platform call its own network. */
@NullMarked
package io.medicaledu.kernel.outbound;

import org.jspecify.annotations.NullMarked;
