package io.medicaledu.payment.webhook;

import io.medicaledu.kernel.Transactions;
import io.medicaledu.kernel.queue.BackOff;
import io.medicaledu.kernel.queue.WorkQueue;
import io.medicaledu.kernel.queue.Worker;
import io.medicaledu.kernel.queue.WorkerThreads;
import io.medicaledu.payment.api.PaymentProvider;
import io.medicaledu.payment.command.ProviderRefusedException;
import io.medicaledu.payment.webhook.WebhookInbox.Claimed;
import io.medicaledu.payment.webhook.WebhookInbox.State;
import io.medicaledu.shared.Problem;
import io.medicaledu.shared.ProblemCode;
import io.medicaledu.shared.command.Commands;
import io.medicaledu.shared.command.RequestContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Turns stored webhooks into commands. A webhook that was handled but not marked yet when the process died is handled
 * again, which changes nothing, as the commands are idempotent.
 */
@Component
class WebhookWorker implements WorkQueue {

    private static final Logger LOG = LoggerFactory.getLogger(WebhookWorker.class);
    private static final int AT_ONCE = 32;
    private static final int MAX_ATTEMPTS = 20;
    private static final BackOff BACK_OFF = new BackOff(Duration.ofMillis(500), Duration.ofMinutes(5));
    /** A payment's webhooks come together. */
    private static final Duration MARKING_PAUSE = Duration.ofMillis(50);

    private final WebhookInbox inbox;
    private final Commands commands;
    private final Transactions transactions;
    private final Map<PaymentProvider, WebhookTranslator> translators;
    private final Worker worker = new Worker("webhook-inbox", this::step);
    private final ExecutorService threads = WorkerThreads.pool("webhook", AT_ONCE);
    private final Semaphore places = new Semaphore(AT_ONCE);
    private final Queue<Handled> handled = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean isMarkingSoon = new AtomicBoolean();
    private final Executor soon =
            CompletableFuture.delayedExecutor(MARKING_PAUSE.toMillis(), TimeUnit.MILLISECONDS, threads);

    /** Whether there may be webhooks in the table that nobody has claimed. */
    private volatile boolean isBacklog = true;

    private record Handled(UUID id, State state) {}

    WebhookWorker(
            WebhookInbox inbox, Commands commands, Transactions transactions, List<WebhookTranslator> translators) {
        this.inbox = inbox;
        this.commands = commands;
        this.transactions = transactions;
        this.translators =
                translators.stream().collect(Collectors.toMap(WebhookTranslator::provider, Function.identity()));
    }

    /** Stores it, and works on it at once if there is a free place here; else somebody finds it in the table. */
    void take(WebhookInbox.Event event) {
        if (!translator(event.provider()).isOfInterest(event.type())) {
            inbox.storeIgnored(event);
        } else if (worker.isRunning() && places.tryAcquire()) {
            takeAtOnce(event);
        } else {
            leave(event);
        }
    }

    private void leave(WebhookInbox.Event event) {
        inbox.store(event);
        wake();
    }

    private void takeAtOnce(WebhookInbox.Event event) {
        boolean isBegun = false;
        try {
            Optional<WebhookTranslator.Meaning> meaning =
                    translator(event.provider()).meaningOfItself(event.payload());
            if (meaning.isPresent()) {
                handle(event, meaning.get());
            } else {
                Optional<Claimed> claimed = inbox.storeClaimed(event);
                claimed.ifPresent(webhook -> threads.execute(() -> handleAndFinish(webhook)));
                isBegun = claimed.isPresent();
            }
        } finally {
            if (!isBegun) {
                places.release();
            }
        }
    }

    /** Webhook and what it brings about are one transaction; if that fails it is stored to be tried again. */
    private void handle(WebhookInbox.Event event, WebhookTranslator.Meaning meaning) {
        RequestContext ofRequest = RequestContext.current();
        try {
            transactions.inOne(transaction -> {
                boolean isNew = inbox.storeHandled(event, stateOf(meaning));
                if (isNew) {
                    send(event.provider(), event.sender(), meaning);
                }
                return isNew;
            });
        } catch (RuntimeException e) {
            LOG.debug("Webhook {} of {} is tried again", event.id(), event.provider(), e);
            leave(event);
        } finally {
            RequestContext.bind(ofRequest);
        }
    }

    /** There are webhooks in the table that nobody has claimed. */
    void wake() {
        isBacklog = true;
        worker.wake();
    }

    /** Claims as many webhooks as there are free places, and waits for none of them. */
    private boolean step() {
        int free = places.availablePermits();
        if (free == 0 || !places.tryAcquire(free)) {
            return false;
        }
        isBacklog = false;
        int used = 0;
        try {
            List<Claimed> batch = inbox.claim(free);
            used = batch.size();
            batch.forEach(webhook -> threads.execute(() -> handleAndFinish(webhook)));
        } finally {
            places.release(free - used);
        }
        if (used == free) {
            isBacklog = true;
        }
        return isBacklog;
    }

    private void handleAndFinish(Claimed webhook) {
        try {
            State state = handle(webhook);
            if (state != State.Received) {
                handled.add(new Handled(webhook.id(), state));
                if (isMarkingSoon.compareAndSet(false, true)) {
                    soon.execute(this::markHandled);
                }
            }
        } finally {
            places.release();
            if (isBacklog) {
                worker.wake();
            }
        }
    }

    /** Several that were handled in the meantime are marked by one statement. */
    private void markHandled() {
        isMarkingSoon.set(false);
        Map<State, List<UUID>> finished = new EnumMap<>(State.class);
        for (Handled next = handled.poll(); next != null; next = handled.poll()) {
            finished.computeIfAbsent(next.state(), any -> new ArrayList<>()).add(next.id());
        }
        finished.forEach((state, ids) -> inbox.finish(ids, state));
    }

    private State handle(Claimed webhook) {
        try {
            return apply(webhook);
        } catch (Problem problem) {
            if (problem.code() == ProblemCode.NOT_FOUND) {
                return State.Unmatched;
            }
            postpone(webhook, problem);
            return State.Received;
        } catch (ProviderRefusedException e) {
            LOG.debug("Webhook {} tells of something that the provider does not know", webhook.id(), e);
            return State.Unmatched;
        } catch (RuntimeException e) {
            postpone(webhook, e);
            return State.Received;
        } finally {
            RequestContext.bind(null);
        }
    }

    private State apply(Claimed webhook) {
        WebhookTranslator.Meaning meaning = translator(webhook.provider()).meaningOf(webhook.payload());
        send(webhook.provider(), webhook.sender(), meaning);
        return stateOf(meaning);
    }

    private WebhookTranslator translator(PaymentProvider provider) {
        WebhookTranslator translator = translators.get(provider);
        if (translator == null) {
            throw new IllegalStateException("Webhooks of " + provider + " are not understood here");
        }
        return translator;
    }

    private void send(PaymentProvider provider, WebhookInbox.Sender sender, WebhookTranslator.Meaning all) {
        switch (all) {
            case WebhookTranslator.Meaning.Command meaning -> {
                RequestContext.bind(RequestContext.ofProcess(actor(provider), cause(meaning))
                        .from(sender.address(), sender.program()));
                commands.send(meaning.command());
            }
            case WebhookTranslator.Meaning.Several several ->
                several.parts().forEach(part -> send(provider, sender, part));
            case WebhookTranslator.Meaning.Nothing nothing -> {
                // There is nothing to do.
            }
            case WebhookTranslator.Meaning.Unmatched unmatched -> {
                // An admin finds it in the inbox.
            }
        }
    }

    private static State stateOf(WebhookTranslator.Meaning all) {
        return switch (all) {
            case WebhookTranslator.Meaning.Command meaning -> State.Processed;
            case WebhookTranslator.Meaning.Several several ->
                several.parts().stream()
                        .map(WebhookWorker::stateOf)
                        .min(Comparator.comparing(WebhookWorker::urgency))
                        .orElse(State.Ignored);
            case WebhookTranslator.Meaning.Nothing nothing -> State.Ignored;
            case WebhookTranslator.Meaning.Unmatched unmatched -> State.Unmatched;
        };
    }

    /** What an admin has to look at counts most. */
    private static int urgency(State state) {
        return switch (state) {
            case Unmatched, Parked -> 0;
            case Received -> 1;
            case Processed -> 2;
            case Ignored -> 3;
        };
    }

    private static String actor(PaymentProvider provider) {
        return "webhook:" + provider.name().toLowerCase(Locale.ROOT);
    }

    private static RequestContext.@Nullable Cause cause(WebhookTranslator.Meaning.Command meaning) {
        String correlationId = meaning.correlationId();
        return correlationId == null ? null : new RequestContext.Cause(correlationId, null);
    }

    private void postpone(Claimed webhook, RuntimeException cause) {
        if (webhook.attempts() >= MAX_ATTEMPTS) {
            LOG.warn("Webhook {} is parked after {} attempts", webhook.id(), webhook.attempts(), cause);
            inbox.park(webhook.id(), cause.toString());
            return;
        }
        inbox.retryLater(webhook.id(), BACK_OFF.after(webhook.attempts()), cause.toString());
    }

    @Override
    public Worker worker() {
        return worker;
    }

    @Override
    public String whatIsDue() {
        return "SELECT 1 FROM command_side.webhook_inbox WHERE state = 'Received' AND next_attempt_at <= :now";
    }

    @Override
    public void afterStop() {
        markHandled();
    }
}
