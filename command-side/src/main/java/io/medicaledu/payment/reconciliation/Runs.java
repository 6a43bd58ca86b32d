package io.medicaledu.payment.reconciliation;

import io.medicaledu.payment.api.PaymentProvider;
import io.medicaledu.shared.Ids;
import io.medicaledu.shared.Problem;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table of comparisons. A running one is leased: if its node dies, another one takes it up again. */
@Component
class Runs {

    static final Duration LEASE = Duration.ofMinutes(2);

    private static final PaymentProvider[] PROVIDERS = PaymentProvider.values();

    private final JdbcClient jdbc;
    private final Clock clock;

    Runs(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Asks for a comparison; one of the same period that has not begun yet will do. */
    Run request(PaymentProvider provider, Period period, String requestedBy) {
        UUID id = jdbc.sql("""
                        INSERT INTO command_side.reconciliation_runs
                            (id, provider, period_from, period_until, state, requested_by, requested_at)
                        VALUES (?, ?, ?, ?, 'Waiting', ?, ?)
                        ON CONFLICT (provider, period_from, period_until) WHERE state = 'Waiting'
                        DO UPDATE SET requested_at = reconciliation_runs.requested_at RETURNING id""")
                .params(
                        Ids.next(),
                        provider.ordinal(),
                        utc(period.from()),
                        utc(period.until()),
                        requestedBy,
                        utc(clock.instant()))
                .query(UUID.class)
                .single();
        return get(id);
    }

    /** Begins with the next one, unless another one of its provider is under way. */
    Optional<Run> claim() {
        Instant now = clock.instant();
        try {
            return jdbc.sql("""
                            UPDATE command_side.reconciliation_runs
                            SET state = 'Running', attempts = attempts + 1, started_at = :now, lease_until = :lease
                            WHERE id = (
                                SELECT id FROM command_side.reconciliation_runs AS run
                                WHERE run.state = 'Running' AND run.lease_until < :now
                                   OR run.state = 'Waiting' AND NOT EXISTS (
                                       SELECT 1 FROM command_side.reconciliation_runs AS other
                                       WHERE other.provider = run.provider AND other.state = 'Running')
                                ORDER BY run.number LIMIT 1 FOR UPDATE SKIP LOCKED)
                            RETURNING *""")
                    .param("now", utc(now))
                    .param("lease", utc(now.plus(LEASE)))
                    .query(Runs::run)
                    .optional();
        } catch (DuplicateKeyException e) {
            // Another node has begun with one of the same provider at the same time.
            return Optional.empty();
        }
    }

    /** Keeps it from being taken up by another node. */
    void renew(Run run) {
        jdbc.sql("UPDATE command_side.reconciliation_runs SET lease_until = ? WHERE id = ? AND attempts = ?")
                .params(utc(clock.instant().plus(LEASE)), run.id(), run.attempts())
                .update();
    }

    /** False if another node has taken it up meanwhile. */
    boolean succeed(Run run, Instant judgedUntil, Run.Counts counts) {
        return jdbc.sql("""
                        UPDATE command_side.reconciliation_runs
                        SET state = 'Succeeded', judged_until = ?, finished_at = ?, lease_until = NULL, error = NULL,
                            movements = ?, transactions = ?, differences = ?, opened = ?, gone = ?
                        WHERE id = ? AND attempts = ? AND state = 'Running'""")
                        .params(
                                utc(judgedUntil),
                                utc(clock.instant()),
                                counts.movements(),
                                counts.transactions(),
                                counts.differences(),
                                counts.opened(),
                                counts.gone(),
                                run.id(),
                                run.attempts())
                        .update()
                == 1;
    }

    void fail(Run run, String error) {
        jdbc.sql("""
                        UPDATE command_side.reconciliation_runs
                        SET state = 'Failed', finished_at = ?, lease_until = NULL, error = ?
                        WHERE id = ? AND attempts = ? AND state = 'Running'""")
                .params(utc(clock.instant()), error, run.id(), run.attempts())
                .update();
    }

    /** @throws Problem {@code not-found} */
    Run get(UUID id) {
        return jdbc.sql("SELECT * FROM command_side.reconciliation_runs WHERE id = ?")
                .param(id)
                .query(Runs::run)
                .optional()
                .orElseThrow(() -> Problem.notFound("reconciliation run"));
    }

    /** Newest first, before the given number. */
    List<Run> list(@Nullable Long before, int limit) {
        return jdbc.sql("""
                        SELECT * FROM command_side.reconciliation_runs
                        WHERE CAST(:before AS bigint) IS NULL OR number < :before
                        ORDER BY number DESC LIMIT :limit""")
                .param("before", before)
                .param("limit", limit)
                .query(Runs::run)
                .list();
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    private static Run run(ResultSet row, int index) throws SQLException {
        return new Run(
                row.getObject("id", UUID.class),
                row.getLong("number"),
                PROVIDERS[row.getInt("provider")],
                row.getObject("period_from", OffsetDateTime.class).toInstant(),
                row.getObject("period_until", OffsetDateTime.class).toInstant(),
                instant(row, "judged_until"),
                Run.State.valueOf(row.getString("state")),
                row.getString("requested_by"),
                row.getObject("requested_at", OffsetDateTime.class).toInstant(),
                instant(row, "started_at"),
                instant(row, "finished_at"),
                row.getInt("attempts"),
                row.getString("error"),
                new Run.Counts(
                        row.getInt("movements"),
                        row.getInt("transactions"),
                        row.getInt("differences"),
                        row.getInt("opened"),
                        row.getInt("gone")));
    }
}
