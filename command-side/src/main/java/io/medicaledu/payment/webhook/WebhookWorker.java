package io.medicaledu.payment.webhook;

import io.medicaledu.payment.api.PaymentProvider;
import io.medicaledu.payment.command.ProviderRefusedException;
import io.medicaledu.payment.webhook.WebhookInbox.Claimed;
import io.medicaledu.payment.webhook.WebhookInbox.State;
import io.medicaledu.shared.Problem;
import io.medicaledu.shared.ProblemCode;
import io.medicaledu.shared.command.Commands;
import io.medicaledu.shared.command.RequestContext;
import io.medicaledu.shared.command.Worker;
import io.medicaledu.shared.command.WorkerThreads;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Turns stored webhooks into commands. A webhook that was handled but not marked yet when the process died is handled
 * again, which changes nothing, as the commands are idempotent.
 */
@Component
class WebhookWorker implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(WebhookWorker.class);
    private static final int BATCH = 32;
    private static final int MAX_ATTEMPTS = 20;
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);

    private final WebhookInbox inbox;
    private final Commands commands;
    private final Map<PaymentProvider, WebhookTranslator> translators;
    private final Worker worker = new Worker("webhook-inbox", Duration.ofSeconds(1), this::step);
    private final ExecutorService threads = WorkerThreads.pool("webhook", BATCH);
    private volatile boolean running;

    WebhookWorker(WebhookInbox inbox, Commands commands, List<WebhookTranslator> translators) {
        this.inbox = inbox;
        this.commands = commands;
        this.translators =
                translators.stream().collect(Collectors.toMap(WebhookTranslator::provider, Function.identity()));
    }

    void wake() {
        worker.wake();
    }

    private boolean step() {
        List<Claimed> batch = inbox.claim(BATCH);
        if (batch.isEmpty()) {
            return false;
        }
        Map<State, List<UUID>> finished = new EnumMap<>(State.class);
        for (Map.Entry<Claimed, Future<State>> handled : handleAll(batch).entrySet()) {
            State state = handled.getValue().resultNow();
            if (state != State.Received) {
                finished.computeIfAbsent(state, any -> new ArrayList<>())
                        .add(handled.getKey().id());
            }
        }
        finished.forEach((state, ids) -> inbox.finish(ids, state));
        return batch.size() == BATCH;
    }

    private Map<Claimed, Future<State>> handleAll(List<Claimed> batch) {
        Map<Claimed, Future<State>> handled = batch.stream()
                .collect(Collectors.toMap(Function.identity(), webhook -> threads.submit(() -> handle(webhook))));
        handled.values().forEach(WebhookWorker::await);
        return handled;
    }

    private static void await(Future<State> handled) {
        try {
            handled.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
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
        WebhookTranslator translator = translators.get(webhook.provider());
        if (translator == null) {
            throw new IllegalStateException("Webhooks of " + webhook.provider() + " are not understood here");
        }
        return apply(webhook, translator.meaningOf(webhook.payload()));
    }

    private State apply(Claimed webhook, WebhookTranslator.Meaning all) {
        return switch (all) {
            case WebhookTranslator.Meaning.Command meaning -> {
                RequestContext.bind(RequestContext.ofProcess(actor(webhook), cause(meaning)));
                commands.send(meaning.command());
                yield State.Processed;
            }
            case WebhookTranslator.Meaning.Several several ->
                several.parts().stream()
                        .map(part -> apply(webhook, part))
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

    private static String actor(Claimed webhook) {
        return "webhook:" + webhook.provider().name().toLowerCase(Locale.ROOT);
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
        Duration pause = Duration.ofMillis(250L << Math.min(webhook.attempts(), 12));
        inbox.retryLater(webhook.id(), pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE, cause.toString());
    }

    @Override
    public void start() {
        running = true;
        worker.start();
    }

    @Override
    public void stop() {
        running = false;
        worker.close();
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
