/** The launcher. */
@NullMarked
package io.medicaledu.app;

import org.jspecify.annotations.NullMarked;
