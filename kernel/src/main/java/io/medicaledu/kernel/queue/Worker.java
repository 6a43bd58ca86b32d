package io.medicaledu.kernel.queue;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A background loop that works through a table: woken after a commit that added work, by {@link WorkQueues} when something
 * is due, and now and then by itself.
 */
public final class Worker implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Worker.class);
    private static final Duration INTERVAL = Duration.ofSeconds(30);
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(1);
    private static final Duration STOP = Duration.ofSeconds(15);

    private final String name;
    private final Supplier<Duration> step;
    private final Semaphore wake = new Semaphore(0);
    private volatile boolean running;
    private @Nullable Thread thread;

    /** @param step does some work; true if there may be more at once */
    public Worker(String name, BooleanSupplier step) {
        this(name, INTERVAL, step);
    }

    /** @param interval after which it looks by itself */
    public Worker(String name, Duration interval, BooleanSupplier step) {
        this(name, () -> step.getAsBoolean() ? Duration.ZERO : interval);
    }

    private Worker(String name, Supplier<Duration> step) {
        this.name = name;
        this.step = step;
    }

    /** @param step does some work, and says how long to wait for news before the next step; zero if there may be more */
    public static Worker pacedBy(String name, Supplier<Duration> step) {
        return new Worker(name, step);
    }

    public String name() {
        return name;
    }

    public synchronized void start() {
        running = true;
        thread = Thread.ofPlatform().name(name).daemon().start(this::loop);
    }

    public boolean isRunning() {
        return running;
    }

    /** There is something to do. */
    public void wake() {
        if (wake.availablePermits() == 0) {
            wake.release();
        }
    }

    /** Does not wait for the step in progress. */
    void stopSoon() {
        running = false;
        wake();
    }

    /** Waits for the step in progress. */
    @Override
    public synchronized void close() {
        stopSoon();
        if (thread != null) {
            try {
                thread.join(STOP);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void loop() {
        while (running) {
            Duration pause = nextPause();
            if (pause.isPositive()) {
                sleep(pause);
            }
        }
    }

    private Duration nextPause() {
        try {
            return step.get();
        } catch (RuntimeException e) {
            if (running) {
                LOG.warn("{} failed and goes on in {}", name, PAUSE_AFTER_FAILURE, e);
            }
            return PAUSE_AFTER_FAILURE;
        }
    }

    private void sleep(Duration pause) {
        try {
            if (wake.tryAcquire(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                wake.drainPermits();
            }
        } catch (InterruptedException e) {
            running = false;
            Thread.currentThread().interrupt();
        }
    }
}
