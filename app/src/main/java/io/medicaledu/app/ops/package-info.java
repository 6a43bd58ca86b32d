/** Metrics and health. */
@NullMarked
package io.medicaledu.app.ops;

import org.jspecify.annotations.NullMarked;
