package io.medicaledu.payment.reconciliation;

import io.medicaledu.payment.api.PaymentProvider;
import io.medicaledu.shared.Money;
import io.medicaledu.shared.Problem;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table of differences that runs have found. */
@Component
class Differences {

    private final JdbcClient jdbc;
    private final Clock clock;

    Differences(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * Adds it, or finds it again: one that had gone is open again, and so is one that was repaired before our books were
     * read; a dismissed one stays so.
     *
     * @param readAt when our books were read
     * @return whether it is open now and was not before
     */
    boolean found(UUID runId, Finding finding, Instant readAt) {
        boolean opened = insert(finding) == 1 || reopen(finding.id(), readAt) == 1;
        jdbc.sql("""
                        UPDATE command_side.reconciliation_differences
                        SET last_seen_at = ?, action = ?, payment_id = ? WHERE id = ?""")
                .params(Arrays.asList(now(), finding.action().name(), finding.paymentId(), finding.id()))
                .update();
        jdbc.sql("INSERT INTO command_side.reconciliation_findings VALUES (?, ?) ON CONFLICT DO NOTHING")
                .params(runId, finding.id())
                .update();
        return opened;
    }

    private int insert(Finding finding) {
        Money there = finding.amountThere();
        Money here = finding.amountHere();
        return jdbc.sql("""
                        INSERT INTO command_side.reconciliation_differences
                            (id, provider, kind, transaction_kind, reference, capture_reference, payment_id, refund_id,
                             minor_units_there, currency_there, state_there, minor_units_here, currency_here,
                             state_here, reason, happened_at, action, state, first_seen_at, last_seen_at)
                        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'Open', ?, ?)
                        ON CONFLICT (id) DO NOTHING""")
                .params(Arrays.asList(
                        finding.id(),
                        finding.provider().ordinal(),
                        finding.kind().name(),
                        finding.transaction().name(),
                        finding.reference(),
                        finding.captureReference(),
                        finding.paymentId(),
                        finding.refundId(),
                        there == null ? null : there.minorUnits(),
                        there == null ? null : there.currency(),
                        finding.stateThere() == null
                                ? null
                                : finding.stateThere().name(),
                        here == null ? null : here.minorUnits(),
                        here == null ? null : here.currency(),
                        finding.stateHere() == null ? null : finding.stateHere().name(),
                        finding.reason(),
                        finding.at().atOffset(ZoneOffset.UTC),
                        finding.action().name(),
                        now(),
                        now()))
                .update();
    }

    private int reopen(UUID id, Instant readAt) {
        return jdbc.sql("""
                        UPDATE command_side.reconciliation_differences
                        SET state = 'Open', closed_at = NULL, closed_by = NULL, note = NULL
                        WHERE id = ? AND (state = 'Gone' OR state = 'Repaired' AND closed_at < ?)""").params(id, readAt.atOffset(ZoneOffset.UTC)).update();
    }

    /** How many of them were open, and are not any more, as they are no differences now. */
    int gone(List<UUID> ids) {
        return jdbc.sql("""
                        UPDATE command_side.reconciliation_differences SET state = 'Gone', closed_at = ?
                        WHERE id = ANY (?::uuid[]) AND state = 'Open'""").params(now(), ids.toArray(UUID[]::new)).update();
    }

    void close(UUID id, Difference.State state, String by, @Nullable String note) {
        jdbc.sql("""
                        UPDATE command_side.reconciliation_differences
                        SET state = ?, closed_at = ?, closed_by = ?, note = ? WHERE id = ?""").params(Arrays.asList(state.name(), now(), by, note, id)).update();
    }

    /** Of a provider, the oldest first. */
    List<Difference> open(PaymentProvider provider, int limit) {
        return jdbc.sql("""
                        SELECT * FROM command_side.reconciliation_differences
                        WHERE provider = ? AND state = 'Open' ORDER BY number LIMIT ?""")
                .params(provider.ordinal(), limit)
                .query(DifferenceRows::difference)
                .list();
    }

    /** @throws Problem {@code not-found} */
    Difference get(UUID id) {
        return find(id, "");
    }

    /**
     * As {@link #get}; nobody else decides about it until the transaction ends.
     *
     * @throws Problem {@code not-found}
     */
    Difference lock(UUID id) {
        return find(id, " FOR UPDATE");
    }

    private Difference find(UUID id, String clause) {
        return jdbc.sql("SELECT * FROM command_side.reconciliation_differences WHERE id = ?" + clause)
                .param(id)
                .query(DifferenceRows::difference)
                .optional()
                .orElseThrow(() -> Problem.notFound("difference"));
    }

    /** Newest first, before the given number; of all runs if none is given. */
    List<Difference> list(@Nullable UUID runId, Difference.@Nullable State state, @Nullable Long before, int limit) {
        return jdbc.sql("""
                        SELECT * FROM command_side.reconciliation_differences AS difference
                        WHERE (CAST(:run AS uuid) IS NULL OR EXISTS (
                                SELECT 1 FROM command_side.reconciliation_findings
                                WHERE run_id = :run AND difference_id = difference.id))
                          AND (CAST(:state AS text) IS NULL OR state = :state)
                          AND (CAST(:before AS bigint) IS NULL OR number < :before)
                        ORDER BY number DESC LIMIT :limit""")
                .param("run", runId)
                .param("state", state == null ? null : state.name())
                .param("before", before)
                .param("limit", limit)
                .query(DifferenceRows::difference)
                .list();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
