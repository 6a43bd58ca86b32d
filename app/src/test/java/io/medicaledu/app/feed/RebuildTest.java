package io.medicaledu.app.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.medicaledu.app.support.Api;
import io.medicaledu.app.support.PlatformTest;
import io.medicaledu.app.support.Scenario.Person;
import io.medicaledu.shared.query.Projections;
import io.medicaledu.shared.query.RebuiltTables;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.support.TransactionTemplate;

/** A projection that is built anew does without its tables' indexes, and has them again when it is done. */
class RebuildTest extends PlatformTest {

    @Autowired
    private RebuiltTables tables;

    @Autowired
    @Qualifier("migrationDataSource")
    private DataSource owner;

    @Autowired
    private TransactionTemplate transaction;

    @Test
    void aRebuildLeavesTheIndexesAsTheyWere() {
        Person instructor = scenario().instructor();
        scenario()
                .confirmed(
                        scenario().student(),
                        scenario()
                                .slot(
                                        instructor,
                                        scenario().publishedCourse(instructor, "20.00", "EUR"),
                                        Duration.ofDays(3),
                                        1));
        List<Map<String, Object>> before = indexes();
        Api admin = scenario().admin();

        for (String projection : Projections.NAMES) {
            assertThat(admin.post("/api/projections/" + projection + "/rebuild").status())
                    .isEqualTo(202);
        }
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            for (String projection : Projections.NAMES) {
                assertThat(admin.get("/api/projections/" + projection + "/rebuild")
                                .json()
                                .path("replaying")
                                .asBoolean())
                        .as(projection)
                        .isFalse();
            }
        });

        assertThat(indexes()).isEqualTo(before);
    }

    @Test
    void onlyIndexesThatForbidNothingArePutAway() {
        transaction.executeWithoutResult(status -> {
            List<Map<String, Object>> before = indexes();
            tables.empty("receipts", "receipts");

            List<Map<String, Object>> left = indexes();
            assertThat(left).hasSizeLessThan(before.size());
            assertThat(before)
                    .filteredOn(index -> !left.contains(index))
                    .noneMatch(index -> String.valueOf(index.get("indexdef")).contains("UNIQUE"));
            tables.complete(List.of("notifications"));
            assertThat(indexes()).as("of another projection").isEqualTo(left);
            tables.complete(List.of("receipts"));
            assertThat(indexes()).isEqualTo(before);
            status.setRollbackOnly();
        });
    }

    @Test
    void aMigrationFindsTheIndexesThatARebuildDoesWithout() throws SQLException, IOException {
        try (Connection connection = owner.getConnection();
                Statement statement = connection.createStatement();
                InputStream callback = getClass().getResourceAsStream("/db/callback/beforeEachMigrate__indexes.sql")) {
            connection.setAutoCommit(false);
            long before = countIndexes(statement);
            statement.execute("SELECT maintenance.put_indexes_away('receipts', ARRAY['receipts'])");
            assertThat(countIndexes(statement)).isLessThan(before);

            statement.execute(new String(Objects.requireNonNull(callback).readAllBytes(), StandardCharsets.UTF_8));

            assertThat(countIndexes(statement)).isEqualTo(before);
            connection.rollback();
        }
    }

    private static long countIndexes(Statement statement) throws SQLException {
        try (ResultSet count = statement.executeQuery(
                "SELECT count(*) FROM pg_indexes WHERE schemaname = 'read_model' AND tablename = 'receipts'")) {
            count.next();
            return count.getLong(1);
        }
    }

    @Test
    void theApplicationCannotHaveOtherThingsMadeByTheOwner() {
        assertThatThrownBy(() -> jdbc.sql("""
                                INSERT INTO maintenance.put_away_indexes
                                VALUES ('x', 'receipts', 'DROP TABLE event_store.domain_events')""").update())
                .isInstanceOf(DataAccessException.class)
                .rootCause()
                .hasMessageContaining("permission denied");
    }

    private List<Map<String, Object>> indexes() {
        return jdbc.sql("""
                        SELECT tablename, indexname, indexdef FROM pg_indexes
                        WHERE schemaname = 'read_model' ORDER BY indexname""").query().listOfRows();
    }
}
