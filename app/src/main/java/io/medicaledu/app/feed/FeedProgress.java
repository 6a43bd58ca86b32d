package io.medicaledu.app.feed;

import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.Set;
import org.springframework.stereotype.Component;

/** How far the followers are, as far as this node knows: at least so far. Who waits for them is told. */
@Component
final class FeedProgress {

    private final Object monitor = new Object();
    private long reached = -1;
    private Set<String> apart = Set.of();

    void reached(long position, Set<String> withoutThese) {
        synchronized (monitor) {
            reached = Math.max(position, reached);
            apart = withoutThese;
            monitor.notifyAll();
        }
    }

    boolean hasReached(Collection<String> names, long position) {
        synchronized (monitor) {
            return reached >= position && Collections.disjoint(apart, names);
        }
    }

    /** Whether they have reached the position, at the latest when the time is over. */
    boolean await(Collection<String> names, long position, Duration longest) throws InterruptedException {
        long deadline = System.nanoTime() + longest.toNanos();
        synchronized (monitor) {
            while (!hasReached(names, position)) {
                long left = Math.ceilDiv(deadline - System.nanoTime(), 1_000_000);
                if (left <= 0) {
                    return false;
                }
                monitor.wait(left);
            }
            return true;
        }
    }
}
