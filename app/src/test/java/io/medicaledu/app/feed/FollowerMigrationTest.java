package io.medicaledu.app.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.medicaledu.app.support.PlatformTest;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;

/** An installation whose projections and sagas kept Axon's tokens goes on where each of them was. */
class FollowerMigrationTest extends PlatformTest {

    private static final String DATABASE = "follower_migration";

    @Autowired
    @Qualifier("migrationDataSource")
    private DataSource owner;

    private DataSource own;

    @BeforeEach
    void aDatabaseOfTheVersionBefore() throws SQLException {
        administrate("CREATE DATABASE " + DATABASE);
        own = administration(DATABASE);
        migrate("36?");
    }

    @AfterEach
    void isGoneAfterwards() throws SQLException {
        administrate("DROP DATABASE " + DATABASE + " WITH (FORCE)");
    }

    @Test
    void everybodyGoesOnWhereItWas() {
        token("bookings", "{\"index\":42,\"gaps\":[40]}");
        token("users", "{\"index\":42,\"gaps\":[]}");
        token("payments", "{\"index\":17,\"gaps\":[]}");
        token("BookingPaymentSagaProcessor", "{\"index\":41,\"gaps\":[]}");
        token("ledger", "{\"tokenAtReset\":{\"index\":42},\"currentToken\":{\"index\":9,\"gaps\":[]}}");

        migrate("37");

        JdbcClient jdbc = JdbcClient.create(own);
        assertThat(jdbc.sql("SELECT position FROM event_store.feed")
                        .query(Long.class)
                        .single())
                .isEqualTo(42);
        Map<String, Object> positions = new HashMap<>();
        jdbc.sql("SELECT name, position FROM event_store.followers").query(row -> {
            positions.put(row.getString("name"), row.getObject("position"));
        });
        Map<String, Object> expected = new HashMap<>();
        expected.put("bookings", null);
        expected.put("users", null);
        expected.put("payments", 17L);
        expected.put("booking-payment", 41L);
        expected.put("ledger", 9L);
        assertThat(positions).isEqualTo(expected);
    }

    @Test
    void aNewInstallationBeginsWithTheFirstEvent() {
        migrate("37");

        assertThat(JdbcClient.create(own)
                        .sql("SELECT position FROM event_store.feed")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    private void token(String processor, String json) {
        JdbcClient.create(own)
                .sql("INSERT INTO event_store.token_entry (processor_name, segment, token) VALUES (?, 0, ?)")
                .params(processor, json.getBytes(StandardCharsets.UTF_8))
                .update();
    }

    private void migrate(String version) {
        Flyway.configure()
                .dataSource(own)
                .locations("classpath:db/migration")
                .placeholders(Map.of("appRole", "medicaledu"))
                .target(version)
                .load()
                .migrate();
    }

    private void administrate(String sql) throws SQLException {
        try (Connection connection = administration("postgres").getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private DataSource administration(String database) throws SQLException {
        PGSimpleDataSource dataSource = new PGSimpleDataSource();
        try (Connection connection = owner.getConnection()) {
            dataSource.setUrl(connection.getMetaData().getURL());
        }
        dataSource.setUser("postgres");
        dataSource.setDatabaseName(database);
        return dataSource;
    }
}
