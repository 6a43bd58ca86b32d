package io.medicaledu.kernel.queue;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
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
    private final Duration interval;
    private final BooleanSupplier step;
    private final Semaphore wake = new Semaphore(0);
    private volatile boolean running;
    private @Nullable Thread thread;

    /** @param step does some work; true if there may be more at once */
    public Worker(String name, BooleanSupplier step) {
        this(name, INTERVAL, step);
    }

    /** @param interval after which it looks by itself */
    public Worker(String name, Duration interval, BooleanSupplier step) {
        this.name = name;
        this.interval = interval;
        this.step = step;
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
            Duration pause = interval;
            try {
                if (step.getAsBoolean()) {
                    continue;
                }
            } catch (RuntimeException e) {
                pause = PAUSE_AFTER_FAILURE;
                if (running) {
                    LOG.warn("{} failed and goes on in {}: {}", name, pause, e.toString());
                }
            }
            sleep(pause);
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
