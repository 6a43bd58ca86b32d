package io.medicaledu.payment.webhook;

import io.medicaledu.payment.api.PaymentProvider;
import io.medicaledu.shared.Ids;
import io.medicaledu.shared.Problem;
import io.medicaledu.shared.ProblemCode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table of everything that providers told us; nothing is ever dropped from it. */
@Component
class WebhookInbox {

    private static final PaymentProvider[] PROVIDERS = PaymentProvider.values();
    private static final Duration LEASE = Duration.ofSeconds(30);

    private final JdbcClient jdbc;
    private final Clock clock;

    WebhookInbox(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** What became of a webhook. */
    enum State {
        /** Stored, to be worked on. */
        Received,
        /** Turned into a command. */
        Processed,
        /** Of a type that this platform does not act on. */
        Ignored,
        /** Of a payment that is not known here; an admin has to look. */
        Unmatched,
        /** Failed too often; an admin has to look. */
        Parked
    }

    /** A row as the admin sees it. */
    record Entry(
            UUID id,
            PaymentProvider provider,
            String eventId,
            String type,
            State state,
            Instant receivedAt,
            long ageSeconds,
            @Nullable Instant processedAt,
            int attempts,
            @Nullable String lastError) {}

    /** Who has brought a webhook: the address and the program. */
    record Sender(@Nullable String address, @Nullable String program) {}

    /** @param attempts how often it was tried, this time included */
    record Claimed(UUID id, PaymentProvider provider, Sender sender, String payload, int attempts) {}

    /** Stores an event for somebody to work on; one that was stored before changes nothing. */
    void store(Event event) {
        store(event, State.Received, 0, now());
    }

    /** Stores an event on which whoever stores it works at once; empty if it was stored before. */
    Optional<Claimed> storeClaimed(Event event) {
        return store(event, State.Received, 1, now().plus(LEASE))
                .map(id -> new Claimed(id, event.provider(), event.sender(), event.payload(), 1));
    }

    /** Stores an event that means nothing to us. */
    void storeIgnored(Event event) {
        store(event, State.Ignored, 0, now());
    }

    /**
     * Stores an event together with what it brings about, in the current transaction.
     *
     * @return false if it was stored before
     */
    boolean storeHandled(Event event, State state) {
        return store(event, state, 1, now()).isPresent();
    }

    /**
     * What a provider has told.
     *
     * @param id the provider's id of it
     */
    record Event(PaymentProvider provider, Sender sender, String id, String type, String payload) {}

    private Optional<UUID> store(Event event, State state, int attempts, OffsetDateTime nextAttemptAt) {
        OffsetDateTime now = now();
        return jdbc.sql("""
                        INSERT INTO command_side.webhook_inbox
                            (id, provider, event_id, type, payload, received_at, state, attempts, next_attempt_at, processed_at,
                             sender_address, sender_program)
                        VALUES (?, ?, ?, ?, ?::jsonb, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING RETURNING id""")
                .params(Arrays.asList(
                        Ids.next(),
                        event.provider().ordinal(),
                        event.id(),
                        event.type(),
                        event.payload(),
                        now,
                        state.name(),
                        attempts,
                        nextAttemptAt,
                        state == State.Ignored || state == State.Processed ? now : null,
                        event.sender().address(),
                        event.sender().program()))
                .query(UUID.class)
                .optional();
    }

    List<Claimed> claim(int limit) {
        OffsetDateTime now = now();
        return jdbc.sql("""
                        UPDATE command_side.webhook_inbox SET next_attempt_at = ?, attempts = attempts + 1
                        WHERE id = ANY (ARRAY(
                            SELECT id FROM command_side.webhook_inbox
                            WHERE state = 'Received' AND next_attempt_at <= ?
                            ORDER BY next_attempt_at LIMIT ? FOR UPDATE SKIP LOCKED))
                        RETURNING id, provider, payload, attempts, sender_address, sender_program""")
                .params(now.plus(LEASE), now, limit)
                .query((row, index) -> new Claimed(
                        row.getObject("id", UUID.class),
                        PROVIDERS[row.getInt("provider")],
                        new Sender(row.getString("sender_address"), row.getString("sender_program")),
                        row.getString("payload"),
                        row.getInt("attempts")))
                .list();
    }

    void finish(List<UUID> ids, State state) {
        if (!ids.isEmpty()) {
            jdbc.sql("""
                            UPDATE command_side.webhook_inbox SET state = ?, processed_at = ?, last_error = NULL
                            WHERE id = ANY (?::uuid[])""").params(state.name(), now(), ids.toArray(UUID[]::new)).update();
        }
    }

    void retryLater(UUID id, Duration delay, String error) {
        jdbc.sql("UPDATE command_side.webhook_inbox SET next_attempt_at = ?, last_error = ? WHERE id = ?")
                .params(now().plus(delay), error, id)
                .update();
    }

    void park(UUID id, String error) {
        jdbc.sql("UPDATE command_side.webhook_inbox SET state = 'Parked', last_error = ? WHERE id = ?")
                .params(error, id)
                .update();
    }

    /** @throws Problem {@code not-found}; {@code webhook-state} if it needs no second try */
    void retryNow(UUID id) {
        Entry entry = jdbc.sql("SELECT * FROM command_side.webhook_inbox WHERE id = ?")
                .param(id)
                .query(this::entry)
                .optional()
                .orElseThrow(() -> Problem.notFound("webhook"));
        if (entry.state() == State.Processed || entry.state() == State.Ignored) {
            throw new Problem(ProblemCode.WEBHOOK_STATE, "The webhook is " + entry.state() + " already");
        }
        jdbc.sql("""
                        UPDATE command_side.webhook_inbox SET state = 'Received', attempts = 0, next_attempt_at = ?
                        WHERE id = ?""").params(now(), id).update();
    }

    /** Newest first, after the given entry. */
    List<Entry> list(@Nullable State state, @Nullable UUID after, int limit) {
        return jdbc.sql("""
                        SELECT * FROM command_side.webhook_inbox
                        WHERE (CAST(:state AS text) IS NULL OR state = :state)
                          AND (CAST(:after AS uuid) IS NULL OR id < :after)
                        ORDER BY id DESC LIMIT :limit""")
                .param("state", state == null ? null : state.name())
                .param("after", after)
                .param("limit", limit)
                .query(this::entry)
                .list();
    }

    private Entry entry(ResultSet row, int index) throws SQLException {
        Instant receivedAt = row.getObject("received_at", OffsetDateTime.class).toInstant();
        OffsetDateTime processedAt = row.getObject("processed_at", OffsetDateTime.class);
        return new Entry(
                row.getObject("id", UUID.class),
                PROVIDERS[row.getInt("provider")],
                row.getString("event_id"),
                row.getString("type"),
                State.valueOf(row.getString("state")),
                receivedAt,
                Duration.between(receivedAt, clock.instant()).toSeconds(),
                processedAt == null ? null : processedAt.toInstant(),
                row.getInt("attempts"),
                row.getString("last_error"));
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
