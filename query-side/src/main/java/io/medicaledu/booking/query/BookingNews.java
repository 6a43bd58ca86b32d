package io.medicaledu.booking.query;

import io.medicaledu.shared.Problem;
import io.medicaledu.shared.ProblemCode;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Lets callers wait for something new about a booking, or about its payment. They are told when this node's projection
 * has it, and look at the read model now and then, since another node may have the projection; between two looks they
 * hold no connection.
 */
@Component
public class BookingNews {

    private static final Duration LOOK_AGAIN = Duration.ofSeconds(2);
    /** Another node's projection may have gone on with a booking that this one has begun. */
    private static final Duration LOOK_FIRST = Duration.ofMillis(500);
    /** A wait holds a thread; most threads are for those who do not wait. */
    private static final int THREADS_PER_WAIT = 4;

    private final ConcurrentMap<UUID, Set<Wait>> waiting = new ConcurrentHashMap<>();
    private final RecentBookings recent = new RecentBookings();
    private final Semaphore places;
    private volatile boolean stopping;

    BookingNews(@Value("${server.tomcat.threads.max:200}") int threads) {
        this.places = new Semaphore(Math.max(1, threads / THREADS_PER_WAIT));
    }

    /** What has become of a booking: callers wait for one of these, and look only then. */
    public enum Change {
        /** Its payment can be paid, or has come to something. */
        PAYABLE,
        /** It is confirmed, or has ended. */
        DECIDED
    }

    /** A booking is new. It is noted at once: what has become of it in the same transaction is noted after the commit. */
    void requested(UUID bookingId, UUID studentId) {
        recent.requested(bookingId, studentId);
    }

    /** Tells those who wait for it, once the change that is being made can be seen by others. */
    public void changed(UUID bookingId, Change change) {
        CurrentUnitOfWork.get().root().afterCommit(unitOfWork -> {
            recent.changed(bookingId, change);
            waiting.getOrDefault(bookingId, Set.of()).stream()
                    .filter(wait -> wait.changes.contains(change))
                    .forEach(Wait::end);
        });
    }

    /**
     * Looks, and looks again after each such change, until it sees what the caller waits for, or the time is over, or the
     * server stops. A booking of the caller's that is known here, and known to have had no such change yet, is not looked at
     * before it has one. When too many wait already, it looks once.
     *
     * @param userId who waits
     * @param changes after which it is worth looking again
     * @param longest how long to wait for a booking that is known here
     * @param patience how long, from the first look, to go on after having seen this; zero if it is what was waited for
     * @return what it saw last
     * @throws Problem {@code overloaded} if the thread is interrupted
     */
    public <T> T await(
            UUID bookingId,
            UUID userId,
            Set<Change> changes,
            Duration longest,
            Supplier<T> look,
            Function<? super T, Duration> patience) {
        if (!places.tryAcquire()) {
            return look.get();
        }
        try {
            awaitFirstChange(bookingId, userId, changes, longest.compareTo(LOOK_FIRST) < 0 ? longest : LOOK_FIRST);
            return lookUntilSeen(bookingId, changes, look, patience);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Problem(ProblemCode.OVERLOADED, "The server is stopping");
        } finally {
            places.release();
        }
    }

    private void awaitFirstChange(UUID bookingId, UUID userId, Set<Change> changes, Duration longest)
            throws InterruptedException {
        Wait first = register(new Wait(bookingId, changes));
        try {
            if (recent.isUnchanged(bookingId, userId, changes) && !stopping) {
                first.await(longest);
            }
        } finally {
            remove(first);
        }
    }

    private <T> T lookUntilSeen(
            UUID bookingId, Set<Change> changes, Supplier<T> look, Function<? super T, Duration> patience)
            throws InterruptedException {
        long begun = System.nanoTime();
        while (true) {
            // Registered before looking, so that nothing is missed between looking and waiting.
            Wait next = register(new Wait(bookingId, changes));
            try {
                T seen = look.get();
                Duration left = patience.apply(seen).minusNanos(System.nanoTime() - begun);
                if (!left.isPositive() || stopping) {
                    return seen;
                }
                next.await(left.compareTo(LOOK_AGAIN) < 0 ? left : LOOK_AGAIN);
            } finally {
                remove(next);
            }
        }
    }

    /** Else those who wait would keep the server from stopping in time. */
    @EventListener
    void onClosed(ContextClosedEvent event) {
        stopping = true;
        waiting.values().forEach(all -> all.forEach(Wait::end));
    }

    private Wait register(Wait wait) {
        waiting.compute(wait.bookingId, (id, others) -> {
            Set<Wait> all = others == null ? ConcurrentHashMap.newKeySet() : others;
            all.add(wait);
            return all;
        });
        return wait;
    }

    private void remove(Wait wait) {
        waiting.computeIfPresent(wait.bookingId, (id, all) -> {
            all.remove(wait);
            return all.isEmpty() ? null : all;
        });
    }

    /** One caller's, for the next of these changes. */
    private static final class Wait {

        private final UUID bookingId;
        private final Set<Change> changes;
        private final CountDownLatch news = new CountDownLatch(1);

        private Wait(UUID bookingId, Set<Change> changes) {
            this.bookingId = bookingId;
            this.changes = changes;
        }

        private void end() {
            news.countDown();
        }

        @SuppressWarnings("ReturnValueIgnored") // either way the caller looks again
        private void await(Duration longest) throws InterruptedException {
            news.await(longest.toNanos(), TimeUnit.NANOSECONDS);
        }
    }
}
