package io.medicaledu.benchmarks;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * A long stream of events for rebuilds: copies of a world of real bookings (people, courses, slots, and the whole stories
 * of bookings, as the platform wrote them) with other ids. The copies get positions that lie before all real ones, in a
 * gap made for them beforehand: sagas, being past them, never handle them.
 */
final class Stream {

    private static final long GAP = 20_000_000;
    private static final long FIRST_COPY = 100_000;

    /** What must be unique gets the copy's number: time-ordered ids stay in order, derived ones stay scattered. */
    private static final String COPY = """
            CREATE OR REPLACE FUNCTION pg_temp.renamed(original text, copy integer) RETURNS text
            LANGUAGE sql IMMUTABLE AS $$
                SELECT regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(
                    original,
                    '("sessionTokenHash": ").{8}', '\\1' || lpad(to_hex(copy), 8, '0'), 'g'),
                    '[0-9a-f]{8}(-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12})',
                        lpad(to_hex(27262976 + copy), 8, '0') || '\\1', 'g'),
                    '([0-9a-f]{8}-[0-9a-f]{4}-[45][0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{4})[0-9a-f]{8}',
                        '\\1' || lpad(to_hex(copy), 8, '0'), 'g'),
                    '@benchmark', '@' || copy || '.benchmark', 'g'),
                    '"(pi|cs_test|ch|re|evt)_', '"\\1_' || copy, 'g'),
                    '"(R|C|CR)-(20[0-9]{2})', '"\\1' || copy || '-\\2', 'g')
            $$;
            """;

    private static final String INSERT = """
            INSERT INTO event_store.domain_events (global_index, event_identifier, aggregate_identifier,
                sequence_number, type, payload_type, payload_revision, payload, meta_data, time_stamp)
            OVERRIDING SYSTEM VALUE
            SELECT ? + row_number() OVER (ORDER BY e.global_index), gen_random_uuid()::text,
                pg_temp.renamed(e.aggregate_identifier, ?), e.sequence_number, e.type, e.payload_type,
                e.payload_revision, pg_temp.renamed(e.payload::text, ?)::jsonb,
                pg_temp.renamed(e.meta_data::text, ?)::jsonb, e.time_stamp
            FROM event_store.domain_events e
            WHERE e.global_index > ? AND e.global_index <= ? AND (e.sequence_number > 0 OR e.payload_type <> 'SlotCreated'
                OR EXISTS (SELECT FROM event_store.domain_events later
                           WHERE later.aggregate_identifier = e.aggregate_identifier AND later.sequence_number = 1))
            """;

    private final int port;
    private long lastStory;
    private long lastCopy = FIRST_COPY;
    private int copies;

    Stream(int port) {
        this.port = port;
    }

    /** Before the first booking: leaves room for copies. */
    void leaveGap() throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute("ALTER TABLE event_store.domain_events ALTER COLUMN global_index RESTART WITH " + GAP);
        }
    }

    /** What was written so far is what will be copied. */
    void endOfStories() throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            lastStory = number(statement, "SELECT max(global_index) FROM event_store.domain_events");
        }
    }

    /** Copies until there are at least that many events, and tells how many there are. */
    long fillUpTo(long events) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute(COPY);
            long total = number(statement, "SELECT count(*) FROM event_store.domain_events");
            while (total < events) {
                int added = copy(connection);
                lastCopy += added;
                total += added;
            }
            statement.execute("ANALYZE event_store.domain_events");
            return total;
        }
    }

    private int copy(Connection connection) throws SQLException {
        copies++;
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            insert.setLong(1, lastCopy);
            insert.setInt(2, copies);
            insert.setInt(3, copies);
            insert.setInt(4, copies);
            insert.setLong(5, GAP);
            insert.setLong(6, lastStory);
            return insert.executeUpdate();
        }
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://localhost:" + port + "/medicaledu", "medicaledu_owner", "");
    }

    private static long number(Statement statement, String query) throws SQLException {
        try (ResultSet result = statement.executeQuery(query)) {
            result.next();
            return result.getLong(1);
        }
    }
}
