package io.medicaledu.audit.query;

import io.medicaledu.audit.query.AuditEvents.AuditEvent;
import io.medicaledu.kernel.queue.Worker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Waits for events on behalf of all who follow the feed. Whoever waits holds neither a thread nor a connection: when there
 * is news, one look at the store answers all of them.
 */
@Component
class FeedWaiting implements SmartLifecycle {

    /** How many events a look takes; who is further behind looks alone first. */
    private static final int BATCH = 500;
    /** What is committed within this time is looked at together. */
    private static final Duration GATHERING = Duration.ofMillis(20);

    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    private final AuditEvents events;
    private final SettledEvents settled;
    private final Semaphore places;
    private final Worker worker = Worker.pacedBy("event-news", this::step);
    /** In the order in which they have come; guarded by {@code this}, like {@code covered}. */
    private final List<Waiter> waiters = new ArrayList<>();
    /** Up to here those who wait have been told. */
    private long covered;

    private volatile boolean stopping;

    FeedWaiting(AuditEvents events, SettledEvents settled, EventNews news, FeedProperties properties) {
        this.events = events;
        this.settled = settled;
        this.places = new Semaphore(properties.waiting());
        news.onNews(worker::wake);
    }

    private record Waiter(FeedFilter filter, int limit, long deadline, CompletableFuture<FeedPage> answer) {}

    /** As {@link #next}, for a request: when too many wait already, it is answered at once. */
    CompletableFuture<FeedPage> poll(FeedFilter filter, int limit, Duration longest) {
        if (!longest.isPositive() || !places.tryAcquire()) {
            return CompletableFuture.completedFuture(events.page(filter, limit));
        }
        try {
            CompletableFuture<FeedPage> answer = next(filter, limit, longest);
            answer.whenComplete((page, failure) -> places.release());
            return answer;
        } catch (RuntimeException e) {
            places.release();
            throw e;
        }
    }

    /**
     * The next events, as soon as there are any; an empty page when the time is over, or the node stops.
     *
     * @param longest from now; if there is something already, it is not waited at all
     */
    CompletableFuture<FeedPage> next(FeedFilter filter, int limit, Duration longest) {
        long deadline = System.nanoTime() + longest.toNanos();
        FeedFilter rest = filter;
        while (true) {
            CompletableFuture<FeedPage> answer = new CompletableFuture<>();
            if (register(new Waiter(rest, limit, deadline, answer))) {
                worker.wake();
                return answer;
            }
            FeedPage page = events.page(rest, limit);
            if (!page.items().isEmpty() || stopping || System.nanoTime() >= deadline) {
                return CompletableFuture.completedFuture(page);
            }
            rest = rest.after(page.position());
        }
    }

    /** @return false if there may be events after the waiter's position that the others have been told of already */
    private synchronized boolean register(Waiter waiter) {
        long end = settled.settledPosition();
        long after = waiter.filter().after();
        if (stopping || end - after > BATCH || (!waiters.isEmpty() && after < covered)) {
            return false;
        }
        if (waiters.isEmpty()) {
            covered = Math.min(after, end);
        }
        waiters.add(waiter);
        return true;
    }

    /** @return how long to wait for news */
    private Duration step() {
        gather();
        boolean isMore = look();
        return isMore ? Duration.ZERO : answerWhoseTimeIsOver();
    }

    private static void gather() {
        try {
            TimeUnit.MILLISECONDS.sleep(GATHERING.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** @return whether there may be more */
    private boolean look() {
        long begin;
        synchronized (this) {
            begin = covered;
            if (waiters.isEmpty() || begin >= settled.settledPosition()) {
                return false;
            }
        }
        FeedPage page = events.page(FeedFilter.all(begin), BATCH);
        tell(begin, page);
        return page.nextCursor() != null;
    }

    private void tell(long begin, FeedPage page) {
        List<Runnable> answers = new ArrayList<>();
        synchronized (this) {
            if (covered != begin) {
                return; // Nobody waited any more, and others have come since.
            }
            waiters.removeIf(waiter -> {
                List<AuditEvent> found = page.items().stream()
                        .filter(waiter.filter()::matches)
                        .limit(waiter.limit())
                        .toList();
                if (!found.isEmpty()) {
                    long until = Math.max(page.position(), waiter.filter().after());
                    answers.add(() -> waiter.answer().complete(FeedPage.of(found, waiter.limit(), until)));
                }
                return !found.isEmpty();
            });
            covered = page.position();
        }
        answers.forEach(Runnable::run);
    }

    private Duration answerWhoseTimeIsOver() {
        long now = System.nanoTime();
        long pause = LONGEST_PAUSE.toNanos();
        List<Runnable> answers = new ArrayList<>();
        synchronized (this) {
            for (Waiter waiter : waiters) {
                long left = waiter.deadline() - now;
                if (left <= 0 || stopping) {
                    answers.add(answer(waiter));
                } else {
                    pause = Math.min(pause, left);
                }
            }
            waiters.removeIf(waiter -> waiter.deadline() - now <= 0 || stopping);
        }
        answers.forEach(Runnable::run);
        // Rounded up: a pause of zero means that there is more to do.
        return Duration.ofNanos(pause).plusMillis(1);
    }

    private Runnable answer(Waiter waiter) {
        long until = Math.max(covered, waiter.filter().after());
        return () -> waiter.answer().complete(FeedPage.of(List.of(), waiter.limit(), until));
    }

    /** Whoever still waited would keep the server from stopping in time. */
    @EventListener
    void onClosed(ContextClosedEvent event) {
        stopping = true;
        worker.wake();
    }

    /** From then on nobody is kept waiting. */
    boolean isStopping() {
        return stopping;
    }

    @Override
    public void start() {
        worker.start();
    }

    @Override
    public void stop() {
        stopping = true;
        worker.close();
        answerWhoseTimeIsOver();
    }

    @Override
    public boolean isRunning() {
        return worker.isRunning();
    }
}
