package io.medicaledu.app.cli;

import io.medicaledu.app.database.EmbeddedDatabaseProperties;
import io.medicaledu.app.database.ExistingDatabase;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;
import java.util.Properties;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.Driver;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** One connection that can only read, and the embedded server behind it, if that had to be started. */
final class AuditDatabase implements AutoCloseable {

    /** Also the role that the platform works as. */
    private static final String USER = "medicaledu";

    private static final String SCHEME = "jdbc:postgresql:";

    private final SingleConnectionDataSource source;
    private final @Nullable ExistingDatabase server;

    private AuditDatabase(Connection connection, @Nullable ExistingDatabase server) {
        this.source = new SingleConnectionDataSource(connection, true);
        this.server = server;
    }

    /** @throws CliException if it cannot be reached, or the address is none */
    static AuditDatabase open(Environment environment) {
        String url = environment.getProperty("spring.datasource.url", "");
        if (url.isBlank()) {
            return openDirectory(environment);
        }
        if (!url.startsWith(SCHEME)) {
            throw CliException.badUsage("The database's address must begin with " + SCHEME);
        }
        try {
            return new AuditDatabase(
                    connect(
                            url,
                            environment.getProperty("spring.datasource.username", USER),
                            environment.getProperty("spring.datasource.password", "")),
                    null);
        } catch (SQLException e) {
            throw unreachable(url, e);
        }
    }

    private static AuditDatabase openDirectory(Environment environment) {
        ExistingDatabase server;
        try {
            server = ExistingDatabase.open(Binder.get(environment)
                    .bindOrCreate("medicaledu.embedded-database", EmbeddedDatabaseProperties.class));
        } catch (IllegalStateException e) {
            throw new CliException(ExitCode.UNREACHABLE, String.valueOf(e.getMessage()), e);
        }
        try {
            return new AuditDatabase(connect(server.url(), USER, ""), server);
        } catch (SQLException e) {
            throw unreachable(server.url(), e);
        }
    }

    private static Connection connect(String url, String user, String password) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", user);
        properties.setProperty("password", password);
        properties.setProperty("ApplicationName", "medicaledu audit");
        properties.setProperty("connectTimeout", "10");
        properties.setProperty("readOnly", "true");
        properties.setProperty("options", "-c default_transaction_read_only=on");
        Connection connection = Objects.requireNonNull(new Driver().connect(url, properties));
        try (Statement statement = connection.createStatement()) {
            // Whatever options the URL has.
            statement.execute("SET SESSION CHARACTERISTICS AS TRANSACTION READ ONLY");
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
        return connection;
    }

    /** The address may hold a password behind the question mark. */
    private static CliException unreachable(String url, SQLException e) {
        return new CliException(
                ExitCode.UNREACHABLE,
                "The database " + url.replaceAll("\\?.*", "") + " cannot be reached: " + e.getMessage(),
                e);
    }

    DataSource dataSource() {
        return source;
    }

    @Override
    public void close() throws IOException {
        source.destroy();
        if (server != null) {
            server.close();
        }
    }
}
