package io.medicaledu.ledger.query;

import io.medicaledu.ledger.api.LedgerVerification;
import io.medicaledu.ledger.api.LedgerVerification.Difference;
import io.medicaledu.shared.Problem;
import io.medicaledu.shared.ProblemCode;
import io.medicaledu.shared.query.EventFollowers;
import io.medicaledu.shared.query.Rows;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Holds bookings, payments, seats and ledger against each other ({@code read_model.money_differences}). Each table
 * follows the events at its own pace, so it judges one snapshot of them, in which all have handled every event up to the
 * time of the question, and so have the sagas that owe refunds. What has happened after that, under load there is
 * always something, is left out of the judgement together with the bookings that it touches.
 */
@Component
class LedgerVerifier {

    private static final List<String> INVOLVED = List.of(
            "bookings", "payments", "availability-slots", "ledger", "booking-payment", "refund", "slot-cancellation");

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);
    private static final Duration PAUSE = Duration.ofMillis(10);
    private static final String HEAD = "SELECT coalesce(max(global_index), 0) FROM event_store.domain_events";

    private static final String DIFFERENCES = """
            SELECT * FROM read_model.money_differences
            WHERE (booking_id IS NULL OR booking_id <> ALL(CAST(:bookings AS uuid[])))
              AND (slot_id IS NULL OR slot_id <> ALL(CAST(:slots AS uuid[])))
            LIMIT 1000""";

    private final EventFollowers followers;
    private final Unsettled unsettled;
    private final JdbcClient jdbc;
    private final TransactionTemplate snapshot;

    LedgerVerifier(
            EventFollowers followers, Unsettled unsettled, JdbcClient jdbc, PlatformTransactionManager transactions) {
        this.followers = followers;
        this.unsettled = unsettled;
        this.jdbc = jdbc;
        this.snapshot = new TransactionTemplate(transactions);
        snapshot.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
        snapshot.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        snapshot.setReadOnly(true);
    }

    /**
     * Judges all that has happened so far.
     *
     * @throws Problem {@code projection-behind} if a processor does not get there within 10 s
     */
    LedgerVerification verify() throws InterruptedException {
        long asked = head();
        long deadline = System.nanoTime() + LONGEST_WAIT.toNanos();
        while (true) {
            // Before the snapshot: it shows at least what they have handled by now.
            long reached = followers.reached(INVOLVED);
            if (reached >= asked) {
                return Objects.requireNonNull(snapshot.execute(transaction -> judge(reached)));
            }
            if (System.nanoTime() > deadline) {
                throw new Problem(
                        ProblemCode.PROJECTION_BEHIND,
                        "A projection or saga has not handled all events up to " + asked + " yet");
            }
            Thread.sleep(PAUSE);
        }
    }

    private LedgerVerification judge(long reached) {
        // Before the snapshot is taken: a rebuild does not put other tables in meanwhile.
        jdbc.sql("LOCK TABLE read_model.money_differences IN ACCESS SHARE MODE").update();
        long position = head();
        // The tables are read as a whole: by hashing in memory, and for longer than other queries may take.
        jdbc.sql("SET LOCAL work_mem = '64MB'").update();
        jdbc.sql("SET LOCAL statement_timeout = '5min'").update();
        Unsettled.Ids left = unsettled.since(reached);
        List<Difference> differences = jdbc.sql(DIFFERENCES)
                .param("bookings", Unsettled.array(left.bookings()))
                .param("slots", Unsettled.array(left.slots()))
                .query(LedgerVerifier::difference)
                .list();
        return new LedgerVerification(
                position, bookings(left.bookings()), left.bookings().size(), differences, differences.isEmpty());
    }

    private long head() {
        return jdbc.sql(HEAD).query(Long.class).single();
    }

    private long bookings(List<UUID> unsettledBookings) {
        return jdbc.sql("SELECT count(*) FROM read_model.bookings WHERE id <> ALL(CAST(? AS uuid[]))")
                .param(Unsettled.array(unsettledBookings))
                .query(Long.class)
                .single();
    }

    private static Difference difference(ResultSet row, int index) throws SQLException {
        return new Difference(
                row.getString("reason"),
                row.getObject("booking_id", UUID.class),
                row.getObject("payment_id", UUID.class),
                row.getObject("slot_id", UUID.class),
                row.getObject("event_position", Long.class),
                row.getString("currency"),
                Rows.plain(row.getBigDecimal("expected")),
                Rows.plain(row.getBigDecimal("actual")));
    }
}
