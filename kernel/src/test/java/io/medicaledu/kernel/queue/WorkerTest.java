package io.medicaledu.kernel.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class WorkerTest {

    private static final Duration LONG = Duration.ofHours(1);

    @Test
    void whoIsWokenWorksAtOnce() throws Exception {
        CountDownLatch steps = new CountDownLatch(2);
        try (Worker worker = new Worker("woken", LONG, () -> {
            steps.countDown();
            return false;
        })) {
            worker.start();
            worker.wake();

            assertThat(steps.await(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void itGoesOnWhileThereMayBeMore() throws Exception {
        CountDownLatch steps = new CountDownLatch(5);
        try (Worker worker = new Worker("busy", LONG, () -> {
            steps.countDown();
            return steps.getCount() > 0;
        })) {
            worker.start();

            assertThat(steps.await(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void aStepThatFailsIsNotItsEnd() throws Exception {
        CountDownLatch second = new CountDownLatch(1);
        AtomicInteger steps = new AtomicInteger();
        try (Worker worker = new Worker("failing", LONG, () -> {
            if (steps.incrementAndGet() == 1) {
                throw new IllegalStateException("the first one");
            }
            second.countDown();
            return false;
        })) {
            worker.start();

            assertThat(second.await(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void afterItsEndItDoesNothing() throws Exception {
        AtomicInteger steps = new AtomicInteger();
        CountDownLatch begun = new CountDownLatch(1);
        Worker worker = new Worker("ended", LONG, () -> {
            begun.countDown();
            steps.incrementAndGet();
            return false;
        });
        worker.start();
        assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();

        worker.close();
        int before = steps.get();
        worker.wake();

        assertThat(worker.isRunning()).isFalse();
        assertThat(steps).hasValue(before);
    }
}
