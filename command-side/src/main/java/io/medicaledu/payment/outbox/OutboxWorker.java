package io.medicaledu.payment.outbox;

import io.medicaledu.payment.command.ProviderUnavailableException;
import io.medicaledu.shared.Problem;
import io.medicaledu.shared.command.RequestContext;
import io.medicaledu.shared.command.Worker;
import io.medicaledu.shared.command.WorkerThreads;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Makes the queued provider calls, outside of any transaction, and repeats those that fail with growing pauses. The row
 * is removed by the transaction that records the result, so a call is forgotten only when its result is known.
 */
@Component
class OutboxWorker implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(OutboxWorker.class);

    private final Outbox outbox;
    private final ProviderCalls calls;
    private final OutboxProperties properties;
    private final Worker worker;
    private final Semaphore slots;
    private final Map<Outbox.Claimed, Instant> leases = new ConcurrentHashMap<>();
    private volatile boolean running;
    private ExecutorService executor;

    OutboxWorker(Outbox outbox, ProviderCalls calls, OutboxProperties properties) {
        this.outbox = outbox;
        this.calls = calls;
        this.properties = properties;
        this.slots = new Semaphore(properties.concurrency());
        this.executor = WorkerThreads.pool("provider-call", properties.concurrency());
        this.worker = new Worker("outbox", properties.pollInterval(), this::step);
    }

    void wake() {
        worker.wake();
    }

    /** Claims as many calls as there are free places, and waits for none of them. */
    private boolean step() {
        leases.forEach((call, lease) -> leases.replace(call, outbox.renew(call.id(), lease)));
        int free = slots.availablePermits();
        if (free == 0) {
            return false;
        }
        List<Outbox.Claimed> claimed = outbox.claim(free);
        for (Outbox.Claimed call : claimed) {
            slots.acquireUninterruptibly();
            leases.put(call, call.lease());
            executor.execute(() -> make(call));
        }
        return claimed.size() == free;
    }

    private void make(Outbox.Claimed claimed) {
        RequestContext.bind(RequestContext.ofProcess(actor(claimed), claimed.cause()));
        try {
            calls.make(claimed.call(), claimed.attempts(), claimed.createdAt());
            outbox.remove(claimed.id());
        } catch (ProviderUnavailableException e) {
            retry(claimed, e, e.isOutcomeUnknown());
        } catch (Problem e) {
            retry(claimed, e, true);
        } catch (RuntimeException e) {
            LOG.warn("Provider call {} failed unexpectedly", claimed.id(), e);
            retryOrPark(claimed, e);
        } finally {
            RequestContext.bind(null);
            leases.remove(claimed);
            slots.release();
            worker.wake();
        }
    }

    private static String actor(Outbox.Claimed claimed) {
        return "outbox:" + claimed.call().provider().name().toLowerCase(Locale.ROOT);
    }

    /** A provider that is down is asked for ever; what fails for a reason that nobody thought of needs a person. */
    private void retryOrPark(Outbox.Claimed claimed, RuntimeException cause) {
        if (claimed.attempts() < properties.maxUnexpectedFailures()) {
            retry(claimed, cause, true);
        } else {
            outbox.park(claimed.id(), cause.toString());
        }
    }

    private void retry(Outbox.Claimed claimed, RuntimeException cause, boolean outcomeUnknown) {
        try {
            outbox.retryLater(
                    claimed.id(), backOff(claimed.attempts()), String.valueOf(cause.getMessage()), outcomeUnknown);
        } catch (RuntimeException e) {
            // The lease runs out and the call comes up again.
            LOG.debug("Provider call {} could not be postponed", claimed.id(), e);
        }
    }

    private Duration backOff(int attempts) {
        Duration delay = Duration.ofMillis(500L << Math.min(attempts - 1, 12));
        return delay.compareTo(properties.maxBackOff()) < 0 ? delay : properties.maxBackOff();
    }

    @Override
    public void start() {
        if (executor.isShutdown()) {
            executor = WorkerThreads.pool("provider-call", properties.concurrency());
        }
        running = true;
        worker.start();
    }

    @Override
    public void stop() {
        running = false;
        worker.close();
        executor.close();
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
