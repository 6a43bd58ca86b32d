package io.medicaledu.benchmarks;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;

/** The platform's PostgreSQL, by plain JDBC. */
final class Database {

    private static final String BACKLOG = """
            SELECT (SELECT count(*) FROM command_side.outbox)
                 + (SELECT count(*) FROM command_side.webhook_inbox WHERE state = 'Received')
                 + (SELECT count(*) FROM provider_sandbox.webhook_deliveries)
                 + (SELECT count(*) FROM event_store.domain_events WHERE payload_type = 'BookingRequested')
                 - (SELECT count(*) FROM event_store.domain_events WHERE payload_type = 'CheckoutOpened')
            """;

    /** A seat held and released on every slot, once a round: events that projections handle and sagas do not. */
    private static final String MORE_EVENTS = """
            WITH slots AS (
                SELECT aggregate_identifier AS id, max(sequence_number) AS last, gen_random_uuid() AS booking
                FROM event_store.domain_events WHERE type = 'AvailabilitySlot' GROUP BY 1)
            INSERT INTO event_store.domain_events (event_identifier, aggregate_identifier, sequence_number, type,
                payload_type, payload_revision, payload, meta_data, time_stamp)
            SELECT gen_random_uuid(), id, last + step, 'AvailabilitySlot',
                CASE step WHEN 1 THEN 'SeatHeld' ELSE 'SeatReleased' END, '1',
                CASE step
                    WHEN 1 THEN jsonb_build_object('slotId', id, 'bookingId', booking, 'studentId', booking,
                                                   'heldUntil', '2027-01-01T00:00:00Z')
                    ELSE jsonb_build_object('slotId', id, 'bookingId', booking) END,
                '{"actor": "benchmark"}', now()
            FROM slots CROSS JOIN generate_series(1, 2) AS step
            ORDER BY id, step
            """;

    private final int port;

    Database(int port) {
        this.port = port;
    }

    String url() {
        return "jdbc:postgresql://localhost:" + port + "/medicaledu";
    }

    Connection connect(String user) throws SQLException {
        return DriverManager.getConnection(url(), user, "");
    }

    /** Waits until sagas, outbox and webhooks have caught up. */
    void awaitQuiet() throws Exception {
        try (Connection connection = connect("medicaledu");
                Statement statement = connection.createStatement()) {
            while (count(statement, BACKLOG) > 0) {
                TimeUnit.MILLISECONDS.sleep(200);
            }
            TimeUnit.SECONDS.sleep(2);
        }
    }

    /** Adds events until there are at least that many, and tells how many there are. */
    long fillUpTo(int events) throws SQLException {
        try (Connection connection = connect("medicaledu_owner");
                Statement statement = connection.createStatement()) {
            String total = "SELECT count(*) FROM event_store.domain_events";
            while (count(statement, total) < events) {
                statement.executeUpdate(MORE_EVENTS);
            }
            return count(statement, total);
        }
    }

    private static long count(Statement statement, String sql) throws SQLException {
        try (ResultSet result = statement.executeQuery(sql)) {
            result.next();
            return result.getLong(1);
        }
    }
}
