package io.medicaledu.payment.outbox;

import io.medicaledu.shared.command.RequestContext;
import io.medicaledu.shared.command.StoredJson;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * The table of provider calls. A claimed row is leased, and the lease renewed as long as the call is under way: if the
 * process dies, the row comes up again soon.
 */
@Component
public class Outbox {

    private static final JsonMapper JSON = StoredJson.MAPPER;
    private static final Duration LEASE = Duration.ofSeconds(20);

    private final JdbcClient jdbc;
    private final Clock clock;

    Outbox(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * @param attempts how often it was tried, this time included
     * @param lease until when nobody else takes it
     */
    record Claimed(
            UUID id,
            ProviderCall call,
            int attempts,
            Instant createdAt,
            RequestContext.@Nullable Cause cause,
            Instant lease) {}

    /** Queues a call; one that is queued already is made due at once. */
    void add(ProviderCall call, RequestContext.Cause cause) {
        add(call, cause, now(), 0);
    }

    /**
     * Queues a call that is made by whoever queues it, as soon as the transaction is committed.
     *
     * @return empty if it is queued already; then it is made due at once
     */
    Optional<Claimed> addClaimed(ProviderCall call, RequestContext.Cause cause) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        Instant lease = now.plus(LEASE);
        return add(call, cause, lease.atOffset(ZoneOffset.UTC), 1)
                ? Optional.of(new Claimed(call.id(), call, 1, now, cause, lease))
                : Optional.empty();
    }

    private boolean add(ProviderCall call, RequestContext.Cause cause, OffsetDateTime nextAttemptAt, int attempts) {
        OffsetDateTime now = now();
        return jdbc.sql("""
                        INSERT INTO command_side.outbox (id, kind, payment_id, payload, correlation_id, causation_id,
                                                         created_at, next_attempt_at, attempts)
                        VALUES (?, ?, ?, ?::jsonb, ?, ?, ?, ?, ?)
                        ON CONFLICT (id) DO UPDATE SET next_attempt_at = excluded.created_at, parked = false
                        RETURNING xmax = 0 AS is_new""")
                .params(Arrays.asList(
                        call.id(),
                        call.getClass().getSimpleName(),
                        call.paymentId(),
                        JSON.writeValueAsString(call),
                        cause.correlationId(),
                        cause.causationId(),
                        now,
                        nextAttemptAt,
                        attempts))
                .query(Boolean.class)
                .single();
    }

    /** Removes a call that nobody has tried yet. */
    void removeUntried(UUID id) {
        jdbc.sql("DELETE FROM command_side.outbox WHERE id = ? AND attempts = 0")
                .param(id)
                .update();
    }

    void remove(UUID id) {
        jdbc.sql("DELETE FROM command_side.outbox WHERE id = ?").param(id).update();
    }

    List<Claimed> claim(int limit) {
        OffsetDateTime now = now();
        return jdbc.sql("""
                        UPDATE command_side.outbox SET next_attempt_at = ?, attempts = attempts + 1
                        WHERE id = ANY (ARRAY(
                            SELECT id FROM command_side.outbox WHERE next_attempt_at <= ? AND NOT parked
                            ORDER BY next_attempt_at LIMIT ? FOR UPDATE SKIP LOCKED))
                        RETURNING id, kind, payload, attempts, created_at, correlation_id, causation_id,
                            next_attempt_at""")
                .params(now.plus(LEASE), now, limit)
                .query((row, index) -> new Claimed(
                        row.getObject("id", UUID.class),
                        JSON.readValue(row.getString("payload"), typeOf(row.getString("kind"))),
                        row.getInt("attempts"),
                        instant(row, "created_at"),
                        cause(row.getString("correlation_id"), row.getString("causation_id")),
                        instant(row, "next_attempt_at")))
                .list();
    }

    /**
     * Prolongs the lease if half of it is over, and nobody has made the call due again in the meantime.
     *
     * @return the lease as it is now
     */
    Instant renew(UUID id, Instant lease) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        if (now.plus(LEASE.dividedBy(2)).isBefore(lease)) {
            return lease;
        }
        Instant longer = now.plus(LEASE);
        int renewed = jdbc.sql(
                        "UPDATE command_side.outbox SET next_attempt_at = ? WHERE id = ? AND next_attempt_at = ?")
                .params(longer.atOffset(ZoneOffset.UTC), id, lease.atOffset(ZoneOffset.UTC))
                .update();
        return renewed == 1 ? longer : lease;
    }

    private static RequestContext.@Nullable Cause cause(@Nullable String correlationId, @Nullable String causationId) {
        return correlationId == null ? null : new RequestContext.Cause(correlationId, causationId);
    }

    /** @param outcomeUnknown whether the provider may have carried the call out */
    void retryLater(UUID id, Duration delay, String error, boolean outcomeUnknown) {
        jdbc.sql("""
                        UPDATE command_side.outbox
                        SET next_attempt_at = ?, last_error = ?, outcome_unknown = outcome_unknown OR ? WHERE id = ?""").params(now().plus(delay), error, outcomeUnknown, id).update();
    }

    /** Takes the call out of the queue until a person looks at it. */
    void park(UUID id, String error) {
        jdbc.sql("UPDATE command_side.outbox SET parked = true, last_error = ? WHERE id = ?")
                .params(error, id)
                .update();
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    private static Class<? extends ProviderCall> typeOf(String kind) {
        return switch (kind) {
            case "OpenCheckout" -> ProviderCall.OpenCheckout.class;
            case "CaptureOrder" -> ProviderCall.CaptureOrder.class;
            case "CloseCheckout" -> ProviderCall.CloseCheckout.class;
            case "Refund" -> ProviderCall.Refund.class;
            case "CheckRefund" -> ProviderCall.CheckRefund.class;
            default -> throw new IllegalStateException("Unknown kind of provider call: " + kind);
        };
    }
}
