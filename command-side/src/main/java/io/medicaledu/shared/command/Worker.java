package io.medicaledu.shared.command;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A background loop that works through a table: woken after a commit that added work, else at a fixed interval (for work
 * that is due later, or that another node left behind).
 */
public final class Worker implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Worker.class);
    private static final Duration STOP = Duration.ofSeconds(15);

    private final String name;
    private final Duration interval;
    private final BooleanSupplier step;
    private final Semaphore wake = new Semaphore(0);
    private volatile boolean running;
    private @Nullable Thread thread;

    /** @param step does some work; true if there may be more at once */
    public Worker(String name, Duration interval, BooleanSupplier step) {
        this.name = name;
        this.interval = interval;
        this.step = step;
    }

    public synchronized void start() {
        running = true;
        thread = Thread.ofPlatform().name(name).daemon().start(this::loop);
    }

    /** There is something to do. */
    public void wake() {
        if (wake.availablePermits() == 0) {
            wake.release();
        }
    }

    /** Waits for the step in progress. */
    @Override
    public synchronized void close() {
        running = false;
        wake();
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
            boolean more = false;
            try {
                more = step.getAsBoolean();
            } catch (RuntimeException e) {
                if (running) {
                    LOG.warn("{} failed and goes on in {}: {}", name, interval, e.toString());
                }
            }
            if (!more) {
                sleep();
            }
        }
    }

    private void sleep() {
        try {
            if (wake.tryAcquire(interval.toMillis(), TimeUnit.MILLISECONDS)) {
                wake.drainPermits();
            }
        } catch (InterruptedException e) {
            running = false;
            Thread.currentThread().interrupt();
        }
    }
}
