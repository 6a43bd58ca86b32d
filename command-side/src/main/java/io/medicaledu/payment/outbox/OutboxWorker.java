package io.medicaledu.payment.outbox;

import io.medicaledu.kernel.CommandPressure;
import io.medicaledu.kernel.queue.BackOff;
import io.medicaledu.kernel.queue.WorkQueue;
import io.medicaledu.kernel.queue.Worker;
import io.medicaledu.kernel.queue.WorkerThreads;
import io.medicaledu.payment.command.ProviderUnavailableException;
import io.medicaledu.shared.Problem;
import io.medicaledu.shared.command.RequestContext;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Makes the queued provider calls, outside of any transaction, and repeats those that fail with growing pauses. The row
 * is removed by the transaction that records the result, so a call is forgotten only when its result is known.
 *
 * <p>A new call is claimed by the very statement that queues it, and made as soon as that is committed. If there is no free
 * place for it here, or if this node dies, somebody finds it in the table.
 */
@Component
class OutboxWorker implements WorkQueue {

    private static final Logger LOG = LoggerFactory.getLogger(OutboxWorker.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    private static final int CALLS_BESIDE_COMMANDS = 2;
    private static final Duration LOOK_AT_LEASES = Duration.ofSeconds(3);

    private final Outbox outbox;
    private final ProviderCalls calls;
    private final OutboxProperties properties;
    private final CommandPressure pressure;
    private final Worker worker;
    private final Semaphore slots;
    private final Map<Outbox.Claimed, Instant> leases = new ConcurrentHashMap<>();
    private volatile ExecutorService executor;
    private final BackOff backOff;
    /** Rows that the current thread has removed together with a result, while it makes a call. */
    private final ThreadLocal<@Nullable Set<UUID>> removed = new ThreadLocal<>();

    /** Whether there may be calls in the table that nobody has claimed. */
    private volatile boolean isBacklog = true;

    OutboxWorker(Outbox outbox, ProviderCalls calls, OutboxProperties properties, CommandPressure pressure) {
        this.outbox = outbox;
        this.calls = calls;
        this.properties = properties;
        this.pressure = pressure;
        this.slots = new Semaphore(properties.concurrency());
        this.executor = WorkerThreads.pool("provider-call", properties.concurrency());
        this.backOff = new BackOff(FIRST_PAUSE, properties.maxBackOff());
        this.worker = new Worker("outbox", LOOK_AT_LEASES, this::step);
    }

    /** Queues a call in the current transaction. */
    void add(ProviderCall call, RequestContext.Cause cause) {
        UnitOfWork<?> transaction = CurrentUnitOfWork.get().root();
        Map<UUID, Outbox.Claimed> handedOver = handedOver(transaction);
        if (handedOver.containsKey(call.id())) {
            return;
        }
        if (!worker.isRunning() || freePlaces() == 0 || !slots.tryAcquire()) {
            outbox.add(call, cause);
            transaction.afterCommit(committed -> wake());
            return;
        }
        transaction.onRollback(rolledBack -> slots.release());
        outbox.addClaimed(call, cause).ifPresent(claimed -> handedOver.put(call.id(), claimed));
        transaction.afterCommit(committed -> makeOrLeave(handedOver.get(call.id())));
    }

    /** Null if it was taken back in the same transaction, or if it was queued before. */
    private void makeOrLeave(Outbox.@Nullable Claimed call) {
        if (call == null) {
            slots.release();
            wake();
        } else {
            makeSoon(call);
        }
    }

    /** Calls that are made as soon as the transaction is committed. */
    private static Map<UUID, Outbox.Claimed> handedOver(UnitOfWork<?> transaction) {
        return transaction.getOrComputeResource(OutboxWorker.class.getName(), key -> new HashMap<>());
    }

    /** Removes a call in the current transaction, unless somebody may have begun to make it. */
    void removeUntried(UUID call) {
        if (handedOver(CurrentUnitOfWork.get().root()).remove(call) == null) {
            outbox.removeUntried(call);
        } else {
            outbox.remove(call);
        }
    }

    /** Removes a call in the current transaction, as its result is known. */
    void remove(UUID call) {
        outbox.remove(call);
        Set<UUID> ofThisCall = removed.get();
        if (ofThisCall != null) {
            ofThisCall.add(call);
        }
    }

    /** There are calls in the table that nobody has claimed. */
    void wake() {
        isBacklog = true;
        worker.wake();
    }

    /** Commands come first: while there are many of them, few calls are made at once. */
    private int freePlaces() {
        int free = slots.availablePermits();
        int inUse = properties.concurrency() - free;
        return pressure.isHigh() ? Math.clamp(CALLS_BESIDE_COMMANDS - inUse, 0, free) : free;
    }

    private void makeSoon(Outbox.Claimed call) {
        leases.put(call, call.lease());
        try {
            executor.execute(() -> make(call));
        } catch (RejectedExecutionException e) {
            LOG.debug("This node stops; provider call {} is left to another one", call.id(), e);
            leases.remove(call);
            slots.release();
        }
    }

    /** Claims as many calls as there are free places, and waits for none of them. */
    private boolean step() {
        leases.forEach((call, lease) -> leases.replace(call, outbox.renew(call.id(), lease)));
        int free = freePlaces();
        // The places come first: whoever claims a call must not wait for one, as this thread also renews the leases.
        if (free == 0 || !slots.tryAcquire(free)) {
            return false;
        }
        isBacklog = false;
        int used = 0;
        try {
            List<Outbox.Claimed> claimed = outbox.claim(free);
            used = claimed.size();
            claimed.forEach(this::makeSoon);
        } finally {
            slots.release(free - used);
        }
        if (used == free) {
            isBacklog = true;
        }
        return isBacklog;
    }

    private void make(Outbox.Claimed claimed) {
        RequestContext.bind(RequestContext.ofProcess(actor(claimed), claimed.cause()));
        Set<UUID> removedMeanwhile = new HashSet<>();
        removed.set(removedMeanwhile);
        try {
            calls.make(claimed.call(), claimed.attempts(), claimed.createdAt());
            if (!removedMeanwhile.contains(claimed.id())) {
                outbox.remove(claimed.id());
            }
        } catch (ProviderUnavailableException e) {
            retry(claimed, e, e.isOutcomeUnknown());
        } catch (Problem e) {
            retry(claimed, e, true);
        } catch (RuntimeException e) {
            LOG.warn("Provider call {} failed unexpectedly", claimed.id(), e);
            retryOrPark(claimed, e);
        } finally {
            RequestContext.bind(null);
            removed.remove();
            leases.remove(claimed);
            slots.release();
            if (isBacklog) {
                worker.wake();
            }
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
                    claimed.id(),
                    backOff.after(claimed.attempts()),
                    String.valueOf(cause.getMessage()),
                    outcomeUnknown);
        } catch (RuntimeException e) {
            // The lease runs out and the call comes up again.
            LOG.debug("Provider call {} could not be postponed", claimed.id(), e);
        }
    }

    @Override
    public Worker worker() {
        return worker;
    }

    @Override
    public String whatIsDue() {
        return "SELECT 1 FROM command_side.outbox WHERE next_attempt_at <= :now AND NOT parked";
    }

    @Override
    public void beforeStart() {
        if (executor.isShutdown()) {
            executor = WorkerThreads.pool("provider-call", properties.concurrency());
        }
    }

    @Override
    public void afterStop() {
        executor.close();
    }
}
