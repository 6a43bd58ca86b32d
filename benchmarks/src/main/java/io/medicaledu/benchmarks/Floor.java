package io.medicaledu.benchmarks;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ThreadLocalRandom;

/**
 * What the machine can do at most: the rows of a booking (session look-up, slot update, booking, payment, three audit
 * rows) by plain JDBC, prepared statements and one durable commit, without HTTP, rules or events.
 */
final class Floor {

    private static final int SLOTS = 20_000;

    private final int databasePort;

    Floor(int databasePort) throws SQLException {
        this.databasePort = databasePort;
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute("""
                    CREATE SCHEMA IF NOT EXISTS floor;
                    CREATE TABLE floor.sessions (token text PRIMARY KEY, user_id uuid NOT NULL);
                    CREATE TABLE floor.slots (id integer PRIMARY KEY, taken integer NOT NULL, version bigint NOT NULL);
                    CREATE TABLE floor.bookings (LIKE read_model.bookings INCLUDING ALL);
                    -- What the schema did not have.
                    ALTER TABLE floor.bookings DROP COLUMN booked_session_start, DROP COLUMN decide_until;
                    CREATE TABLE floor.payments (LIKE read_model.payments INCLUDING ALL);
                    CREATE TABLE floor.audit_logs (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
                        entity_name text NOT NULL, entity_id uuid NOT NULL, action smallint NOT NULL, user_id uuid NOT NULL,
                        new_values jsonb NOT NULL, created_at timestamptz NOT NULL DEFAULT now());
                    CREATE INDEX ON floor.audit_logs (entity_id);
                    CREATE INDEX ON floor.audit_logs (created_at);
                    INSERT INTO floor.sessions SELECT 'token' || i, gen_random_uuid() FROM generate_series(0, 63) AS i;
                    """);
            statement.execute("INSERT INTO floor.slots SELECT i, 0, 0 FROM generate_series(0, " + SLOTS + ") AS i");
        }
    }

    Load.Result run(int clients, int amount) throws Exception {
        BlockingQueue<Client> pool = new ArrayBlockingQueue<>(clients);
        List<Client> all = new ArrayList<>();
        for (int i = 0; i < clients; i++) {
            Client client = new Client(connect(), i);
            pool.add(client);
            all.add(client);
        }
        try {
            return Load.run(clients, amount, number -> {
                Client client = pool.take();
                try {
                    client.book();
                    return true;
                } finally {
                    pool.add(client);
                }
            });
        } finally {
            for (Client client : all) {
                client.connection.close();
            }
        }
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://localhost:" + databasePort + "/medicaledu", "medicaledu_owner", "");
    }

    private static final class Client {

        private final Connection connection;
        private final String token;
        private final PreparedStatement session;
        private final PreparedStatement slot;
        private final PreparedStatement booking;
        private final PreparedStatement payment;
        private final PreparedStatement audit;

        Client(Connection connection, int number) throws SQLException {
            this.connection = connection;
            this.token = "token" + number % 64;
            connection.setAutoCommit(false);
            session = connection.prepareStatement("SELECT user_id FROM floor.sessions WHERE token = ?");
            slot = connection.prepareStatement(
                    "UPDATE floor.slots SET taken = taken + 1, version = version + 1 WHERE id = ?");
            booking = connection.prepareStatement("""
                    INSERT INTO floor.bookings (id, student_id, availability_slot_id, course_id, instructor_id, status,
                        amount, currency, provider, session_start, session_end, created_at, updated_at, version)
                    VALUES (?, ?, ?, ?, ?, 0, 45, 'USD', 0, now(), now(), now(), now(), 0)""");
            payment = connection.prepareStatement("""
                    INSERT INTO floor.payments (id, booking_id, user_id, amount, currency, status, provider, created_at,
                        updated_at, version) VALUES (?, ?, ?, 45, 'USD', 0, 0, now(), now(), 0)""");
            audit = connection.prepareStatement("""
                    INSERT INTO floor.audit_logs (entity_name, entity_id, action, user_id, new_values)
                    VALUES (?, ?, 7, ?, '{"status": "Pending", "amount": "45.00", "currency": "USD"}')""");
        }

        void book() throws SQLException {
            session.setString(1, token);
            session.executeQuery().close();
            slot.setInt(1, ThreadLocalRandom.current().nextInt(SLOTS));
            slot.executeUpdate();
            UUID id = UUID.randomUUID();
            UUID student = UUID.randomUUID();
            for (int i = 1; i <= 5; i++) {
                booking.setObject(i, i == 1 ? id : student);
            }
            booking.executeUpdate();
            payment.setObject(1, UUID.randomUUID());
            payment.setObject(2, id);
            payment.setObject(3, student);
            payment.executeUpdate();
            for (String entity : List.of("AvailabilitySlots", "Bookings", "Payments")) {
                audit.setString(1, entity);
                audit.setObject(2, id);
                audit.setObject(3, student);
                audit.addBatch();
            }
            audit.executeBatch();
            connection.commit();
        }
    }
}
