/** What tests of process managers share. */
@NullMarked
package io.medicaledu.shared.saga;

import org.jspecify.annotations.NullMarked;
