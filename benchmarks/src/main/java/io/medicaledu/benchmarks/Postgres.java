package io.medicaledu.benchmarks;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * The PostgreSQL server's own statistics. Asked from the database {@code postgres}, so that asking is not counted. A server
 * process writes down what it has done once a second, or ten seconds after it fell idle.
 */
final class Postgres {

    private final int port;

    /**
     * Counters since the server's start; all but write-ahead log and fsyncs are of the platform's database alone.
     *
     * @param transactions committed or rolled back
     * @param statements BEGIN and COMMIT included: each BEGIN counts twice, as pg_stat_statements misses the COMMITs that
     *     the driver sends by its prepared statement
     * @param fsyncs of the write-ahead log
     * @param sandboxFsyncs those of them that connections of the provider sandbox have made
     */
    record Counters(
            double transactions,
            double statements,
            double rowsInserted,
            double rowsUpdated,
            double fsyncs,
            double sandboxFsyncs,
            double walBytes,
            double sandboxTransactions) {

        static final Counters NONE = new Counters(0, 0, 0, 0, 0, 0, 0, 0);
        static final Counters UNKNOWN = NONE.plus(Double.NaN, NONE);

        Counters plus(double factor, Counters other) {
            return new Counters(
                    transactions + factor * other.transactions,
                    statements + factor * other.statements,
                    rowsInserted + factor * other.rowsInserted,
                    rowsUpdated + factor * other.rowsUpdated,
                    fsyncs + factor * other.fsyncs,
                    sandboxFsyncs + factor * other.sandboxFsyncs,
                    walBytes + factor * other.walBytes,
                    sandboxTransactions + factor * other.sandboxTransactions);
        }
    }

    /** A statement and how often it was called. */
    record Calls(String statement, long calls, long rows, double millis) {}

    Postgres(int port) throws SQLException {
        this.port = port;
        execute("CREATE EXTENSION IF NOT EXISTS pg_stat_statements");
    }

    Counters counters() throws SQLException {
        String query = """
                SELECT d.xact_commit + d.xact_rollback, d.tup_inserted, d.tup_updated,
                    (SELECT coalesce(sum(CASE query WHEN 'COMMIT' THEN 0 WHEN 'ROLLBACK' THEN 0 WHEN 'BEGIN' THEN 2 * calls
                        ELSE calls END), 0) FROM pg_stat_statements WHERE dbid = d.datid AND toplevel),
                    (SELECT sum(fsyncs) FROM pg_stat_io WHERE object = 'wal'),
                    (SELECT coalesce(sum(io.fsyncs), 0)
                     FROM pg_stat_activity a, pg_stat_get_backend_io(a.pid) io
                     WHERE a.datname = 'medicaledu_sandbox' AND io.object = 'wal'),
                    (SELECT wal_bytes FROM pg_stat_wal),
                    (SELECT coalesce(sum(xact_commit + xact_rollback), 0) FROM pg_stat_database
                     WHERE datname = 'medicaledu_sandbox')
                FROM pg_stat_database d WHERE d.datname = 'medicaledu'""";
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return new Counters(
                    row.getDouble(1),
                    row.getDouble(4),
                    row.getDouble(2),
                    row.getDouble(3),
                    row.getDouble(5),
                    row.getDouble(6),
                    row.getDouble(7),
                    row.getDouble(8));
        }
    }

    /** Forgets the statements seen so far: {@link #mostCalled} then tells of what comes. */
    void forgetStatements() throws SQLException {
        execute("SELECT pg_stat_statements_reset()");
    }

    /** Statements of the platform's database that were called most. */
    List<Calls> mostCalled(int atMost) throws SQLException {
        String query = """
                SELECT regexp_replace(s.query, '\\s+', ' ', 'g'), sum(s.calls), sum(s.rows), sum(s.total_exec_time)
                FROM pg_stat_statements s JOIN pg_database d ON d.oid = s.dbid
                WHERE d.datname = 'medicaledu' AND s.toplevel AND s.query <> 'COMMIT' GROUP BY 1 ORDER BY 2 DESC LIMIT\s""" + atMost;
        List<Calls> calls = new ArrayList<>();
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            while (row.next()) {
                calls.add(new Calls(row.getString(1), row.getLong(2), row.getLong(3), row.getDouble(4)));
            }
        }
        return calls;
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection("jdbc:postgresql://localhost:" + port + "/postgres", "postgres", "");
    }
}
