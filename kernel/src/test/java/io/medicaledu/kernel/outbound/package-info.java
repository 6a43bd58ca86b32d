@NullMarked
package io.medicaledu.kernel.outbound;

import org.jspecify.annotations.NullMarked;
