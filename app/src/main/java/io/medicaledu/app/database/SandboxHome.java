package io.medicaledu.app.database;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The provider sandbox's own database in the embedded PostgreSQL. A real provider works on other people's machines; apart
 * from the platform's, its statements and transactions can be told apart in PostgreSQL's statistics.
 */
final class SandboxHome {

    static final String NAME = "medicaledu_sandbox";

    private static final Logger LOG = LoggerFactory.getLogger(SandboxHome.class);
    private static final String SCHEMA = "provider_sandbox";
    private static final String UNFINISHED = NAME + "_unfinished";

    private final EmbeddedDatabase database;

    SandboxHome(EmbeddedDatabase database) {
        this.database = database;
    }

    /** Makes the database if it is missing; what earlier releases kept in the platform's database moves over. */
    void create() throws SQLException {
        try (Connection connection = database.superuser("postgres").getConnection();
                Statement statement = connection.createStatement()) {
            if (exists(statement, "SELECT FROM pg_database WHERE datname = '" + NAME + "'")) {
                return;
            }
            if (livesWithThePlatform()) {
                LOG.info("Moving the provider sandbox into a database of its own");
                moveOut(statement);
            } else {
                statement.execute("CREATE DATABASE " + NAME + " OWNER " + EmbeddedDatabase.APPLICATION);
            }
        }
    }

    /**
     * Shows the sandbox's tables in the platform's database as well, as foreign tables, for people and tests who compare
     * both books by SQL. The platform itself never reads them.
     */
    void showTables() throws SQLException {
        try (Connection connection = database.superuser(EmbeddedDatabase.NAME).getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("""
                    CREATE EXTENSION IF NOT EXISTS postgres_fdw;
                    DROP SERVER IF EXISTS provider_sandbox CASCADE;
                    DROP SCHEMA IF EXISTS provider_sandbox CASCADE;
                    CREATE SERVER provider_sandbox FOREIGN DATA WRAPPER postgres_fdw
                        OPTIONS (host 'localhost', port '%1$d', dbname '%2$s');
                    CREATE USER MAPPING FOR PUBLIC SERVER provider_sandbox
                        OPTIONS (user '%3$s', password_required 'false');
                    CREATE SCHEMA provider_sandbox AUTHORIZATION %3$s;
                    GRANT USAGE ON FOREIGN SERVER provider_sandbox TO %3$s;
                    SET ROLE %3$s;
                    IMPORT FOREIGN SCHEMA provider_sandbox FROM SERVER provider_sandbox INTO provider_sandbox;
                    """.formatted(database.port(), NAME, EmbeddedDatabase.APPLICATION));
        }
    }

    private boolean livesWithThePlatform() throws SQLException {
        try (Connection connection = database.superuser(EmbeddedDatabase.NAME).getConnection();
                Statement statement = connection.createStatement()) {
            return exists(
                    statement,
                    "SELECT FROM pg_tables WHERE schemaname = '" + SCHEMA
                            + "' AND tablename = 'flyway_schema_history'");
        }
    }

    /** A copy of the platform's database without all that is the platform's. Killed half-way, it is made again. */
    private void moveOut(Statement statement) throws SQLException {
        statement.execute("DROP DATABASE IF EXISTS " + UNFINISHED);
        statement.execute("CREATE DATABASE " + UNFINISHED + " TEMPLATE " + EmbeddedDatabase.NAME + " OWNER "
                + EmbeddedDatabase.APPLICATION);
        try (Connection connection = database.superuser(UNFINISHED).getConnection();
                Statement copy = connection.createStatement()) {
            for (String schema : schemasOfThePlatform(copy)) {
                copy.execute("DROP SCHEMA " + schema + " CASCADE");
            }
        }
        statement.execute("ALTER DATABASE " + UNFINISHED + " RENAME TO " + NAME);
    }

    private static List<String> schemasOfThePlatform(Statement statement) throws SQLException {
        List<String> schemas = new ArrayList<>();
        try (ResultSet result = statement.executeQuery("""
                SELECT quote_ident(nspname) FROM pg_namespace
                WHERE nspname NOT LIKE 'pg\\_%%' AND nspname NOT IN ('information_schema', '%s')
                """.formatted(SCHEMA))) {
            while (result.next()) {
                schemas.add(result.getString(1));
            }
        }
        return schemas;
    }

    private static boolean exists(Statement statement, String query) throws SQLException {
        try (ResultSet result = statement.executeQuery(query)) {
            return result.next();
        }
    }
}
