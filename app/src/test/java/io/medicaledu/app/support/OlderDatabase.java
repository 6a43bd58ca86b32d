package io.medicaledu.app.support;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A database of its own with the schema of an older version, to be migrated. */
public final class OlderDatabase implements AutoCloseable {

    private final DataSource owner;
    private final String name;
    private final DataSource own;

    /** @param version up to which it is migrated */
    public OlderDatabase(DataSource owner, String name, int version) throws SQLException {
        this.owner = owner;
        this.name = name;
        execute("CREATE DATABASE " + name);
        this.own = connectedTo(name);
        // The version itself may be missing.
        migrateTo(version + "?");
    }

    public void migrateTo(int version) {
        migrateTo(String.valueOf(version));
    }

    private void migrateTo(String version) {
        Flyway.configure()
                .dataSource(own)
                .locations("classpath:db/migration")
                .placeholders(Map.of("appRole", "medicaledu"))
                .target(version)
                .load()
                .migrate();
    }

    public JdbcClient jdbc() {
        return JdbcClient.create(own);
    }

    @Override
    public void close() throws SQLException {
        execute("DROP DATABASE " + name + " WITH (FORCE)");
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = connectedTo("postgres").getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private DataSource connectedTo(String database) throws SQLException {
        PGSimpleDataSource dataSource = new PGSimpleDataSource();
        try (Connection connection = owner.getConnection()) {
            dataSource.setUrl(connection.getMetaData().getURL());
        }
        dataSource.setUser("postgres");
        dataSource.setDatabaseName(database);
        return dataSource;
    }
}
