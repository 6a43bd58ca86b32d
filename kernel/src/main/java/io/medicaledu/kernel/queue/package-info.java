/** Work that waits in tables: one life cycle, one poller and one back-off for all queues. */
@NullMarked
package io.medicaledu.kernel.queue;

import org.jspecify.annotations.NullMarked;
