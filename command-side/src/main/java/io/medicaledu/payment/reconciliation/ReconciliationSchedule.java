package io.medicaledu.payment.reconciliation;

import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.scheduling.support.CronExpression;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Asks for a comparison with each provider every night. The next time is a row in the database: whichever node moves it on
 * asks, in the same transaction, so that one node does it, and a night that was missed is made up for.
 */
@Component
class ReconciliationSchedule {

    private static final String JOB = "reconciliation";
    private static final String NEVER = "-";

    private final ReconciliationProperties properties;
    private final Books books;
    private final Runs runs;
    private final ReconciliationWorker worker;
    private final TransactionTemplate transaction;
    private final JdbcClient jdbc;
    private final Clock clock;
    private final @Nullable CronExpression schedule;
    private boolean isKnown;

    ReconciliationSchedule(
            ReconciliationProperties properties,
            Books books,
            Runs runs,
            ReconciliationWorker worker,
            TransactionTemplate transaction,
            JdbcClient jdbc,
            Clock clock) {
        this.properties = properties;
        this.books = books;
        this.runs = runs;
        this.worker = worker;
        this.transaction = transaction;
        this.jdbc = jdbc;
        this.clock = clock;
        this.schedule = properties.schedule().equals(NEVER) ? null : CronExpression.parse(properties.schedule());
    }

    @Scheduled(fixedDelayString = "PT10S")
    void askIfDue() {
        if (schedule == null) {
            return;
        }
        Instant now = clock.instant();
        OffsetDateTime next = next(schedule, now);
        if (!isKnown) {
            makeKnown(next);
        }
        Boolean isAsked = transaction.execute(status -> moveOn(now, next) && ask(now));
        if (Boolean.TRUE.equals(isAsked)) {
            worker.wake();
        }
    }

    private boolean ask(Instant now) {
        Period period = new Period(now.minus(properties.window()), now);
        books.providers().forEach(provider -> runs.request(provider, period, "schedule"));
        return true;
    }

    /** An earlier time holds if the timetable was changed meanwhile. */
    private void makeKnown(OffsetDateTime next) {
        jdbc.sql("""
                        INSERT INTO command_side.timetable AS known (job, due_at) VALUES (?, ?)
                        ON CONFLICT (job) DO UPDATE SET due_at = least(known.due_at, EXCLUDED.due_at)""").params(JOB, next).update();
        isKnown = true;
    }

    private boolean moveOn(Instant now, OffsetDateTime next) {
        return jdbc.sql("UPDATE command_side.timetable SET due_at = ? WHERE job = ? AND due_at <= ?")
                        .params(next, JOB, now.atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    private OffsetDateTime next(CronExpression cron, Instant now) {
        ZonedDateTime next = cron.next(now.atZone(properties.zone()));
        if (next == null) {
            throw new IllegalStateException(
                    "medicaledu.payment.reconciliation.schedule never comes: " + properties.schedule());
        }
        return next.toInstant().atOffset(ZoneOffset.UTC);
    }
}
