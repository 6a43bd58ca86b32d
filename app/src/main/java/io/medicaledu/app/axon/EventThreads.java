package io.medicaledu.app.axon;

import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import org.axonframework.eventhandling.pooled.PooledStreamingEventProcessor;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/**
 * The threads of all event processors together: about as many as there are cores. With threads of its own, each of the
 * twenty would take one event at a time and commit, in competition with requests; so they take turns, and who has waited
 * finds more events for one commit.
 */
@Component
@EnableConfigurationProperties(EventProcessingProperties.class)
final class EventThreads implements DisposableBean {

    private static final int COORDINATORS = 2;

    private final ScheduledExecutorService workers;
    private final ScheduledExecutorService coordinators;

    EventThreads(EventProcessingProperties properties) {
        this.workers = pool("event-worker-", properties.threads());
        this.coordinators = pool("event-coordinator-", COORDINATORS);
    }

    PooledStreamingEventProcessor.Builder lendTo(PooledStreamingEventProcessor.Builder processor) {
        return processor.workerExecutor(workers).coordinatorExecutor(coordinators);
    }

    private static ScheduledExecutorService pool(String name, int size) {
        ScheduledThreadPoolExecutor pool = new ScheduledThreadPoolExecutor(
                size, Thread.ofPlatform().name(name, 1).daemon().factory());
        pool.setRemoveOnCancelPolicy(true);
        return pool;
    }

    @Override
    public void destroy() {
        coordinators.shutdownNow();
        workers.shutdownNow();
    }
}
