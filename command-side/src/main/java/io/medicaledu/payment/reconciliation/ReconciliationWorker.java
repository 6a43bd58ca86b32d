package io.medicaledu.payment.reconciliation;

import io.medicaledu.kernel.queue.WorkQueue;
import io.medicaledu.kernel.queue.Worker;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Carries out the comparisons that were asked for, one after the other. What goes wrong is kept with the run. */
@Component
class ReconciliationWorker implements WorkQueue {

    private static final Logger LOG = LoggerFactory.getLogger(ReconciliationWorker.class);
    private static final int MAX_ATTEMPTS = 3;

    private final Runs runs;
    private final Reconciler reconciler;
    private final Worker worker = new Worker("reconciliation", this::step);

    ReconciliationWorker(Runs runs, Reconciler reconciler) {
        this.runs = runs;
        this.reconciler = reconciler;
    }

    private static ScheduledExecutorService newHeartbeat() {
        return Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().name("reconciliation-heartbeat").daemon().factory());
    }

    void wake() {
        worker.wake();
    }

    private boolean step() {
        Optional<Run> next = runs.claim();
        next.ifPresent(this::carryOut);
        return next.isPresent();
    }

    private void carryOut(Run run) {
        if (run.attempts() > MAX_ATTEMPTS) {
            fail(run, "Interrupted " + MAX_ATTEMPTS + " times");
            return;
        }
        long pause = Runs.LEASE.toSeconds() / 4;
        ScheduledExecutorService heartbeat = newHeartbeat();
        heartbeat.scheduleAtFixedRate(() -> renew(run), pause, pause, TimeUnit.SECONDS);
        try {
            reconciler.carryOut(run);
        } catch (RuntimeException e) {
            LOG.debug("Reconciliation {} failed", run.id(), e);
            // While the node stops, anything may fail: then another one takes the run up again.
            if (worker.isRunning()) {
                fail(run, e.getMessage() == null ? e.toString() : e.getMessage());
            }
        } finally {
            heartbeat.shutdownNow();
        }
    }

    private void renew(Run run) {
        try {
            runs.renew(run);
        } catch (RuntimeException e) {
            // The next beat is soon enough.
            LOG.debug("The lease of reconciliation {} was not renewed", run.id(), e);
        }
    }

    private void fail(Run run, String error) {
        LOG.warn("Reconciliation {} with {} failed: {}", run.id(), run.provider(), error);
        runs.fail(run, error);
    }

    @Override
    public Worker worker() {
        return worker;
    }

    @Override
    public String whatIsDue() {
        return "SELECT 1 FROM command_side.reconciliation_runs WHERE state = 'Waiting' OR state = 'Running' AND lease_until < :now";
    }
}
