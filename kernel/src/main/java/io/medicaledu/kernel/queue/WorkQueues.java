package io.medicaledu.kernel.queue;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Starts and stops the workers of all queues, and asks once a second, by one statement for all of them, in which of them
 * something is due: what was put off, or what another node has left behind. New work of this node wakes its worker at once.
 */
@Component
class WorkQueues implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(WorkQueues.class);

    private final List<WorkQueue> queues;
    private final Map<String, Worker> workers;
    private final String due;
    private final JdbcClient jdbc;
    private final Clock clock;
    private volatile boolean running;

    WorkQueues(List<WorkQueue> queues, JdbcClient jdbc, Clock clock) {
        this.queues = List.copyOf(queues);
        this.workers =
                queues.stream().map(WorkQueue::worker).collect(Collectors.toMap(Worker::name, Function.identity()));
        this.due = queues.stream()
                .map(queue ->
                        "SELECT '%s' WHERE EXISTS (%s)".formatted(queue.worker().name(), queue.whatIsDue()))
                .collect(Collectors.joining(" UNION ALL "));
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Scheduled(fixedDelayString = "PT1S")
    void wakeWhatIsDue() {
        if (!running || due.isEmpty()) {
            return;
        }
        try {
            jdbc.sql(due)
                    .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                    .query(String.class)
                    .list()
                    .forEach(name -> Objects.requireNonNull(workers.get(name)).wake());
        } catch (DataAccessException e) {
            LOG.warn("It cannot be told which queues have work; asking again: {}", e.toString());
        }
    }

    @Override
    public void start() {
        running = true;
        queues.forEach(WorkQueue::beforeStart);
        workers.values().forEach(Worker::start);
    }

    /** Waits for the steps in progress, of all queues at once. */
    @Override
    public void stop() {
        running = false;
        workers.values().forEach(Worker::stopSoon);
        workers.values().forEach(Worker::close);
        queues.forEach(WorkQueue::afterStop);
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
