package io.medicaledu.sandbox.webhook;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/** Wakes the worker, so that an event leaves a few milliseconds after its commit. */
@Component
class WebhookSignal {

    private final Semaphore permits = new Semaphore(0);

    WebhookSignal() {}

    void wake() {
        permits.release();
    }

    /** Returns once woken, or after that time. */
    void await(Duration atMost) throws InterruptedException {
        if (permits.tryAcquire(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
            permits.drainPermits();
        }
    }
}
