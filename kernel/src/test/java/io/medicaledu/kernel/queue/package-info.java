/** Tests of what queues share. */
@NullMarked
package io.medicaledu.kernel.queue;

import org.jspecify.annotations.NullMarked;
