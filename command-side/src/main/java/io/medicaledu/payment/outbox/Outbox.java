package io.medicaledu.payment.outbox;

import io.medicaledu.shared.command.RequestContext;
import io.medicaledu.shared.command.StoredJson;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** The table of provider calls. A claimed row is leased: if the process dies, it comes up again. */
@Component
public class Outbox {

    private static final JsonMapper JSON = StoredJson.MAPPER;
    private static final Duration LEASE = Duration.ofMinutes(2);

    private final JdbcClient jdbc;
    private final Clock clock;

    Outbox(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** @param attempts how often it was tried, this time included */
    record Claimed(UUID id, ProviderCall call, int attempts, RequestContext.@Nullable Cause cause) {}

    /** A row as the admin sees it. */
    public record Entry(
            UUID id,
            String kind,
            UUID paymentId,
            Instant createdAt,
            Instant nextAttemptAt,
            int attempts,
            boolean parked,
            @Nullable String lastError) {}

    /** Queues a call; one that is queued already is made due at once. */
    void add(ProviderCall call, RequestContext.Cause cause) {
        OffsetDateTime now = now();
        jdbc.sql("""
                        INSERT INTO command_side.outbox (id, kind, payment_id, payload, correlation_id, causation_id, created_at, next_attempt_at)
                        VALUES (?, ?, ?, ?::jsonb, ?, ?, ?, ?)
                        ON CONFLICT (id) DO UPDATE SET next_attempt_at = excluded.next_attempt_at, parked = false""")
                .params(Arrays.asList(
                        call.id(),
                        call.getClass().getSimpleName(),
                        call.paymentId(),
                        JSON.writeValueAsString(call),
                        cause.correlationId(),
                        cause.causationId(),
                        now,
                        now))
                .update();
    }

    void remove(UUID id) {
        jdbc.sql("DELETE FROM command_side.outbox WHERE id = ?").param(id).update();
    }

    List<Claimed> claim(int limit) {
        OffsetDateTime now = now();
        return jdbc.sql("""
                        UPDATE command_side.outbox SET next_attempt_at = ?, attempts = attempts + 1
                        WHERE id IN (
                            SELECT id FROM command_side.outbox WHERE next_attempt_at <= ? AND NOT parked
                            ORDER BY next_attempt_at LIMIT ? FOR UPDATE SKIP LOCKED)
                        RETURNING id, kind, payload, attempts, correlation_id, causation_id""")
                .params(now.plus(LEASE), now, limit)
                .query((row, index) -> new Claimed(
                        row.getObject("id", UUID.class),
                        JSON.readValue(row.getString("payload"), typeOf(row.getString("kind"))),
                        row.getInt("attempts"),
                        cause(row.getString("correlation_id"), row.getString("causation_id"))))
                .list();
    }

    private static RequestContext.@Nullable Cause cause(@Nullable String correlationId, @Nullable String causationId) {
        return correlationId == null ? null : new RequestContext.Cause(correlationId, causationId);
    }

    void retryLater(UUID id, Duration delay, String error) {
        jdbc.sql("UPDATE command_side.outbox SET next_attempt_at = ?, last_error = ? WHERE id = ?")
                .params(now().plus(delay), error, id)
                .update();
    }

    /** Takes the call out of the queue until a person looks at it. */
    void park(UUID id, String error) {
        jdbc.sql("UPDATE command_side.outbox SET parked = true, last_error = ? WHERE id = ?")
                .params(error, id)
                .update();
    }

    /** The oldest entries, for the admin. */
    public List<Entry> oldest(int limit) {
        return jdbc.sql("SELECT * FROM command_side.outbox ORDER BY created_at, id LIMIT ?")
                .param(limit)
                .query((row, index) -> new Entry(
                        row.getObject("id", UUID.class),
                        row.getString("kind"),
                        row.getObject("payment_id", UUID.class),
                        row.getObject("created_at", OffsetDateTime.class).toInstant(),
                        row.getObject("next_attempt_at", OffsetDateTime.class).toInstant(),
                        row.getInt("attempts"),
                        row.getBoolean("parked"),
                        row.getString("last_error")))
                .list();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    private static Class<? extends ProviderCall> typeOf(String kind) {
        return switch (kind) {
            case "OpenCheckout" -> ProviderCall.OpenCheckout.class;
            case "CloseCheckout" -> ProviderCall.CloseCheckout.class;
            case "Refund" -> ProviderCall.Refund.class;
            default -> throw new IllegalStateException("Unknown kind of provider call: " + kind);
        };
    }
}
