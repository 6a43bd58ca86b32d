package io.medicaledu.sandbox.webhook;

import io.medicaledu.sandbox.SandboxConfiguration;
import io.medicaledu.sandbox.SandboxProperties;
import io.medicaledu.sandbox.SandboxUrls;
import io.medicaledu.sandbox.fault.Fault;
import io.medicaledu.sandbox.fault.Faults;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Delivers events until the platform answers 2xx, also across restarts of either of them. */
@Component
public class WebhookDelivery implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(WebhookDelivery.class);
    private static final int BATCH = 32;
    private static final Duration LEASE = Duration.ofSeconds(30);
    private static final List<Duration> PAUSES = List.of(
            Duration.ofSeconds(1),
            Duration.ofSeconds(2),
            Duration.ofSeconds(5),
            Duration.ofSeconds(10),
            Duration.ofSeconds(30),
            Duration.ofMinutes(2),
            Duration.ofMinutes(10));

    private final JdbcClient jdbc;
    private final SandboxUrls urls;
    private final Faults faults;
    private final Clock clock;
    private final WebhookPost post;
    private final Semaphore wake = new Semaphore(0);
    private volatile boolean running;
    private Thread thread = new Thread();

    WebhookDelivery(
            JdbcClient jdbc,
            SandboxConfiguration.SandboxSchema schema,
            SandboxProperties properties,
            SandboxUrls urls,
            Faults faults,
            Clock clock) {
        this.jdbc = jdbc;
        this.urls = urls;
        this.faults = faults;
        this.clock = clock;
        this.post = new WebhookPost(properties.stripe().webhookSecret(), clock);
    }

    private record Event(String id, String type, String body, int attempts) {}

    /** There is something to deliver. */
    public void wake() {
        wake.release();
    }

    /** Delivers an event again, as Stripe's dashboard can. */
    public void redeliver(String eventId) {
        jdbc.sql("""
                        UPDATE provider_sandbox.stripe_events SET delivered_at = NULL, next_attempt_at = ? WHERE id = ?""").params(clock.instant().atOffset(ZoneOffset.UTC), eventId).update();
        wake();
    }

    private void loop() {
        while (running) {
            try {
                wake.tryAcquire(1, TimeUnit.SECONDS);
                wake.drainPermits();
                while (running && urls.isReady() && deliverDue() == BATCH) {
                    // A full batch: there may be more.
                }
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                LOG.debug("Deliveries go on in a second", e);
            }
        }
    }

    private int deliverDue() {
        List<Event> due = claim();
        try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            due.forEach(event -> executor.execute(() -> deliver(event)));
        }
        return due.size();
    }

    private List<Event> claim() {
        Instant now = clock.instant();
        return jdbc.sql("""
                        UPDATE provider_sandbox.stripe_events SET next_attempt_at = ?, attempts = attempts + 1
                        WHERE id IN (
                            SELECT id FROM provider_sandbox.stripe_events
                            WHERE delivered_at IS NULL AND next_attempt_at <= ?
                            ORDER BY next_attempt_at LIMIT ? FOR UPDATE SKIP LOCKED)
                        RETURNING id, type, body, attempts""")
                .params(now.plus(LEASE).atOffset(ZoneOffset.UTC), now.atOffset(ZoneOffset.UTC), BATCH)
                .query((row, index) -> new Event(
                        row.getString("id"), row.getString("type"), row.getString("body"), row.getInt("attempts")))
                .list();
    }

    private void deliver(Event event) {
        Fault fault = faults.nextForWebhook(event.type()).orElse(null);
        if (fault == null) {
            finish(event, post.send(urls.stripeWebhook(), event.body(), true));
            return;
        }
        switch (fault.parsedKind()) {
            case WEBHOOK_LOST -> finish(event, true);
            case WEBHOOK_LATE, WEBHOOK_REORDERED, DELAY -> postpone(event, Duration.ofMillis(fault.delayMillis()));
            case WEBHOOK_DOUBLED -> {
                post.send(urls.stripeWebhook(), event.body(), true);
                finish(event, post.send(urls.stripeWebhook(), event.body(), true));
            }
            case WEBHOOK_WRONGLY_SIGNED -> finish(event, post.send(urls.stripeWebhook(), event.body(), false));
            default -> finish(event, false);
        }
    }

    private void finish(Event event, boolean delivered) {
        if (delivered) {
            jdbc.sql("UPDATE provider_sandbox.stripe_events SET delivered_at = ? WHERE id = ?")
                    .params(clock.instant().atOffset(ZoneOffset.UTC), event.id())
                    .update();
        } else {
            postpone(event, PAUSES.get(Math.min(event.attempts(), PAUSES.size()) - 1));
        }
    }

    private void postpone(Event event, Duration pause) {
        jdbc.sql("UPDATE provider_sandbox.stripe_events SET next_attempt_at = ? WHERE id = ?")
                .params(clock.instant().plus(pause).atOffset(ZoneOffset.UTC), event.id())
                .update();
    }

    @Override
    public void start() {
        running = true;
        thread = Thread.ofVirtual().name("sandbox-webhooks").start(this::loop);
    }

    @Override
    public void stop() {
        running = false;
        wake();
        try {
            thread.join(Duration.ofSeconds(10));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
