package io.medicaledu.sandbox.webhook;

import io.medicaledu.sandbox.SandboxUrls;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Delivers what is due, up to 32 events at a time. One thread talks to the queue: it writes down what has come of the
 * last attempts and claims the next ones, so that under load one statement serves many events.
 */
@Component
class WebhookWorker implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(WebhookWorker.class);
    private static final int PARALLEL = 32;
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(1);
    private static final Duration STOP_WAIT = Duration.ofSeconds(5);

    private final WebhookQueue queue;
    private final WebhookSignal signal;
    private final WebhookAttempt attempt;
    private final SandboxUrls urls;
    private final Clock clock;
    private final Semaphore free = new Semaphore(PARALLEL);
    private final ExecutorService deliveries = Executors.newFixedThreadPool(
            PARALLEL, Thread.ofPlatform().name("sandbox-webhook-", 1).daemon().factory());
    private final ConcurrentLinkedQueue<Outcome> outcomes = new ConcurrentLinkedQueue<>();
    private final PriorityQueue<Instant> nextAttempts = new PriorityQueue<>();
    private volatile boolean running;
    private Thread thread = new Thread();

    WebhookWorker(WebhookQueue queue, WebhookSignal signal, WebhookAttempt attempt, SandboxUrls urls, Clock clock) {
        this.queue = queue;
        this.signal = signal;
        this.attempt = attempt;
        this.urls = urls;
        this.clock = clock;
    }

    private void loop() {
        while (running) {
            try {
                signal.await(untilNextAttempt());
                report();
                if (urls.isReady()) {
                    deliverDue();
                }
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                LOG.debug("Deliveries go on in a second", e);
            }
        }
    }

    private Duration untilNextAttempt() {
        Instant now = clock.instant();
        while (!nextAttempts.isEmpty() && !nextAttempts.peek().isAfter(now)) {
            nextAttempts.poll();
            signal.wake();
        }
        Instant next = nextAttempts.peek();
        Duration wait =
                next == null ? LONGEST_WAIT : Duration.between(now, next).plusMillis(1);
        return wait.compareTo(LONGEST_WAIT) < 0 ? wait : LONGEST_WAIT;
    }

    private void deliverDue() {
        int permits = free.drainPermits();
        List<Delivery> due = List.of();
        try {
            due = permits == 0 ? due : queue.claim(permits);
        } finally {
            free.release(permits - due.size());
        }
        due.forEach(delivery -> deliveries.execute(() -> deliver(delivery)));
    }

    private void deliver(Delivery delivery) {
        try {
            outcomes.add(attempt.make(delivery));
        } finally {
            free.release();
            signal.wake();
        }
    }

    private void report() {
        List<Outcome.Done> done = new ArrayList<>();
        List<Outcome.Again> again = new ArrayList<>();
        for (Outcome outcome = outcomes.poll(); outcome != null; outcome = outcomes.poll()) {
            switch (outcome) {
                case Outcome.Done each -> done.add(each);
                case Outcome.Again each -> again.add(each);
            }
        }
        if (!done.isEmpty()) {
            queue.remove(done);
        }
        if (!again.isEmpty()) {
            queue.postpone(again);
            Instant now = clock.instant();
            again.forEach(each -> nextAttempts.add(now.plus(each.pause())));
        }
    }

    @Override
    public void start() {
        running = true;
        thread = Thread.ofPlatform().name("sandbox-webhooks").daemon().start(this::loop);
    }

    @Override
    public void stop() {
        running = false;
        signal.wake();
        try {
            thread.join(STOP_WAIT);
            if (free.tryAcquire(PARALLEL, STOP_WAIT.toMillis(), TimeUnit.MILLISECONDS)) {
                free.release(PARALLEL);
            }
            report();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
