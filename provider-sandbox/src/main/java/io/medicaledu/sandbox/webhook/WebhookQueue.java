package io.medicaledu.sandbox.webhook;

import io.medicaledu.sandbox.SandboxDatabase;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import org.springframework.stereotype.Component;

/**
 * Events and their deliveries still to be made, in the database. Each method is one statement. How far a delivery is may
 * be forgotten in a power cut: it is made once more then, and receivers have to expect that anyway.
 */
@Component
public class WebhookQueue {

    /** A delivery that nobody reported back about after this time is tried again: its process has died. */
    private static final Duration LEASE = Duration.ofSeconds(20);

    private final SandboxDatabase database;
    private final WebhookSignal signal;
    private final Clock clock;

    WebhookQueue(SandboxDatabase database, WebhookSignal signal, Clock clock) {
        this.database = database;
        this.signal = signal;
        this.clock = clock;
    }

    /** Keeps the events and queues one delivery of each, in the running transaction. */
    public void publish(List<WebhookEvent> events) {
        database.sql("""
                        WITH happened AS (
                            INSERT INTO provider_sandbox.webhook_events (id, type, body, provider, created_at)
                            SELECT id, type, body, provider, :now
                            FROM unnest(:ids, :types, :bodies, :providers) AS e (id, type, body, provider)
                            RETURNING seq, id)
                        INSERT INTO provider_sandbox.webhook_deliveries (event_id, due_at, created_at)
                        SELECT id, :now, :now FROM happened ORDER BY seq""")
                .param("now", now())
                .param("ids", texts(events, WebhookEvent::id))
                .param("types", texts(events, WebhookEvent::type))
                .param("bodies", texts(events, WebhookEvent::body))
                .param("providers", texts(events, event -> event.provider().name()))
                .update();
        database.afterCommit(signal::wake);
    }

    /** Queues further deliveries of an event; returns how many. */
    public int redeliver(String eventId, int times) {
        int queued = database.sql("""
                        INSERT INTO provider_sandbox.webhook_deliveries (event_id, due_at, created_at)
                        SELECT id, :now, :now FROM provider_sandbox.webhook_events, generate_series(1, :times)
                        WHERE id = :id""")
                .param("now", now())
                .param("times", times)
                .param("id", eventId)
                .update();
        signal.wake();
        return queued;
    }

    /** Takes deliveries that are due, oldest first, for as long as the lease. */
    List<Delivery> claim(int atMost) {
        return database.transactForgetfully(() -> claimDue(atMost)).stream()
                .sorted(Comparator.comparingLong(Delivery::id))
                .toList();
    }

    private List<Delivery> claimDue(int atMost) {
        return database.sql("""
                        WITH due AS (
                            SELECT id FROM provider_sandbox.webhook_deliveries
                            WHERE due_at <= :now ORDER BY due_at, id LIMIT :limit FOR UPDATE SKIP LOCKED)
                        UPDATE provider_sandbox.webhook_deliveries d SET due_at = :lease, attempts = attempts + 1
                        FROM due, provider_sandbox.webhook_events e WHERE d.id = due.id AND e.id = d.event_id
                        RETURNING d.id, d.attempts, d.created_at, e.id AS event_id, e.type, e.body, e.provider""")
                .param("now", now())
                .param("lease", now().plus(LEASE))
                .param("limit", atMost)
                .query((row, index) -> new Delivery(
                        row.getLong("id"),
                        new WebhookEvent(
                                row.getString("event_id"),
                                row.getString("type"),
                                row.getString("body"),
                                Provider.valueOf(row.getString("provider"))),
                        row.getInt("attempts"),
                        row.getObject("created_at", OffsetDateTime.class).toInstant()))
                .list();
    }

    void remove(List<Outcome.Done> done) {
        database.transactForgetfully(
                () -> database.sql("DELETE FROM provider_sandbox.webhook_deliveries WHERE id = ANY (:ids)")
                        .param("ids", done.stream().map(Outcome.Done::id).toArray(Long[]::new))
                        .update());
    }

    void postpone(List<Outcome.Again> again) {
        database.sql("""
                        UPDATE provider_sandbox.webhook_deliveries d SET due_at = :now + v.pause * interval '1 ms'
                        FROM unnest(:ids, :pauses) AS v (id, pause) WHERE d.id = v.id""")
                .param("now", now())
                .param("ids", again.stream().map(Outcome.Again::id).toArray(Long[]::new))
                .param(
                        "pauses",
                        again.stream().map(each -> each.pause().toMillis()).toArray(Long[]::new))
                .update();
    }

    private static String[] texts(List<WebhookEvent> events, Function<WebhookEvent, String> field) {
        return events.stream().map(field).toArray(String[]::new);
    }

    private OffsetDateTime now() {
        Instant now = clock.instant();
        return now.atOffset(ZoneOffset.UTC);
    }
}
